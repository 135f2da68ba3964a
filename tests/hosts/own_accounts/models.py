from django.contrib.auth.models import AbstractUser
from django.db import models


class Member(AbstractUser):
    """An account of the town hall."""

    department = models.CharField(max_length=50, blank=True)
