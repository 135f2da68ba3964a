from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("skew_brochure", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="brochurepage",
            name="auto_fit",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Smaller letters or a wider box where a few lines would fill a page of their own; takes half as "
                    "long again."
                ),
                verbose_name="fit portraits to whole pages",
            ),
        )
    ]
