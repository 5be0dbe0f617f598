"""Which file system a folder lies on: SQLite's locks do not hold on those of other machines."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")

OF_OTHER_MACHINES = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre",
        "gpfs", "davfs", "webdav", "sshfs", "s3fs", "goofys", "rclone", "gcsfuse", "onedrive", "curlftpfs",
    }
)  # fmt: skip
"""As Linux names them; of a file system in user space ("fuse.sshfs") the part behind the point."""


def file_system_of(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """The kind of file system that holds `folder`, e.g. "ext4" or "nfs4"; None where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    path = folder.resolve()
    found: tuple[int, str] | None = None
    for line in lines:
        before, _, after = line.partition(" - ")
        point = Path(_plain(before.split()[4]))
        depth = len(point.parts)
        if path.is_relative_to(point) and (found is None or depth >= found[0]):  # a later mount covers an earlier one
            found = (depth, after.split()[0])
    return found[1] if found else None


def is_of_another_machine(kind: str | None) -> bool:
    """Whether a file system of this kind is reached over a network."""
    return kind is not None and kind.removeprefix("fuse.").lower() in OF_OTHER_MACHINES


def _plain(point: str) -> str:
    """A mount point with its blanks, which the kernel writes as numbers."""
    return point.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
