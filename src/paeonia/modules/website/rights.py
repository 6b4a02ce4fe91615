"""Wagtail's groups: what editors, reviewing physicians and publishers may do with pages and pictures."""

EDITORS = "Website editors"
REVIEWERS = "Website medical reviewers"
PUBLISHERS = "Website publishers"
GROUPS = (EDITORS, REVIEWERS, PUBLISHERS)
WORKFLOW = "Medical review, then publication"
VERBS = {EDITORS: "website.edit", REVIEWERS: "website.review", PUBLISHERS: "website.publish"}
# group -> what it may do with pages: names of Wagtail's own permissions
PAGES = {
    EDITORS: ("add_page", "change_page"),
    REVIEWERS: ("change_page",),
    PUBLISHERS: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
}
PICTURES = {EDITORS: ("add_picture", "choose_picture"), PUBLISHERS: ("add_picture", "change_picture", "choose_picture")}
