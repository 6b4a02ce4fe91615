"""All tables of the website, for Django to find."""

from .models_library import ArticlePage, LibraryPage, MedicalReview, Review
from .models_pages import ContentPage, ExpertPage, ExpertsPage, FrontPage, NewsItemPage, NewsPage
from .models_picture import Picture, Rendition
from .models_radio import ChannelPage, EpisodePage
from .models_research import Publication, PublicationsPage

__all__ = ["ArticlePage", "ChannelPage", "ContentPage", "EpisodePage", "ExpertPage", "ExpertsPage", "FrontPage",
           "LibraryPage", "MedicalReview", "NewsItemPage", "NewsPage", "Picture", "Publication", "PublicationsPage",
           "Rendition", "Review"]
