"""Judgements keep apart what many of them have in common; who shares what is found by an index alone.

The judgements are dropped: they are of the form before, and the next judging of a case makes its own anew.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table, another made anew, an index."""

    dependencies = (("casefile", "0003_judgements"),)
    operations = (
        migrations.CreateModel(
            name="Common",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
        ),
        migrations.DeleteModel(name="Judgement"),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="judgement",
                        serialize=False,
                        to="casefile.case",
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                ("as_of", models.DateField()),
                ("rules", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=40)),
                (
                    "common",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casefile.common"
                    ),
                ),
                ("body", models.BinaryField()),
            ],
        ),
        migrations.RemoveIndex(model_name="sighting", name="sighting_key"),
        migrations.AddIndex(
            model_name="sighting",
            index=models.Index(fields=["kind", "key", "case"], name="sighting_key"),
        ),
    )
