"""What judging anew needs is kept, and an appraisal may be laid over an earlier one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table and a column."""

    dependencies = (("casefile", "0002_events_are_kept"),)
    operations = (
        migrations.AddField(
            model_name="appraisal",
            name="base",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casefile.appraisal"
            ),
        ),
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
                ("body", models.BinaryField()),
            ],
        ),
    )
