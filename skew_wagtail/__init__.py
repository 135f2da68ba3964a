"""skew-wagtail: a municipality's inventory (Bestandsaufnahme) on its own Wagtail site."""

__version__ = "0.1.0"

#: Our apps, lower rooms first; a host adds ``*SKEW_WAGTAIL_APPS`` to INSTALLED_APPS.
SKEW_WAGTAIL_APPS = [
    "skew_wagtail",
    "skew_wagtail.vocabulary",
    "skew_wagtail.privacy",
    "skew_wagtail.actors",
    "skew_wagtail.inventory",
    "skew_wagtail.forum",
    "skew_wagtail.programmes",
    "skew_wagtail.brochure",
    "skew_wagtail.exchange",
]
