"""What several tests of the extractors need: a printed paper put through a scanner."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

pytest.register_assert_rewrite("tests.extractors.whole_papers")  # so that a failure tells which values differ


@pytest.fixture
def scanned():
    """Turn a PDF into a slightly skewed, noisy grey scan of itself."""

    def scan(path: Path, dpi: int = 200, angle: float = 0.6, noise: float = 8.0) -> Path:
        rng = np.random.default_rng(7)
        pictures = []
        for page in pypdfium2.PdfDocument(str(path)):
            grey = (
                page.render(scale=dpi / 72).to_pil().convert("L").rotate(angle, fillcolor=245, resample=Image.BICUBIC)
            )
            noisy = np.asarray(grey, dtype=float) + rng.normal(0, noise, (grey.height, grey.width))
            pictures.append(Image.fromarray(noisy.clip(0, 255).astype("uint8")))
        target = path.with_name(f"{path.stem}_scan.pdf")
        pictures[0].save(target, save_all=True, append_images=pictures[1:], resolution=dpi, quality=70)
        return target

    return scan
