"""Sphinx's settings for the site. `build.py` copies this file beside the sources."""

project = "Neural networks by doing"
author = "The nnlib authors"
copyright = "The nnlib authors, CC BY 4.0"

extensions = ["myst_nb", "sphinx_copybutton"]
exclude_patterns = []
nb_execution_mode = "off"  # the lessons are executed already
nb_render_markdown_format = "myst"
nb_merge_streams = True
nb_code_prompt_show = "Show the {type}"
nb_code_prompt_hide = "Hide the {type}"
myst_enable_extensions = ["dollarmath"]
myst_dmath_double_inline = True
myst_heading_anchors = 4
myst_heading_slug_func = "teach.site.sources.anchor"
mathjax_path = "mathjax/tex-svg.js"
mathjax3_config = {"options": {"enableMenu": False}}

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "home_page_in_toc": True,
    "navbar_persistent": [],  # else there are two boxes to search in
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "show_toc_level": 2,
    "use_download_button": False,  # each lesson has a link to the notebook as it is
    "use_fullscreen_button": False,
}
