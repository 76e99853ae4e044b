"""Argo CD: AppProjects, and an Application for each unit of servers or an ApplicationSet that finds them."""
