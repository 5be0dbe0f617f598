"""What Django wants to know of this room."""

from django.apps import AppConfig


class CasefileConfig(AppConfig):
    """The tables of the casefile."""

    name = "casefile"
    default_auto_field = "django.db.models.BigAutoField"
