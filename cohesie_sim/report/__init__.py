"""What people see of an experiment: figures and pages, made from stored results only."""

from cohesie_sim.report.page import answers, write_pages
from cohesie_sim.report.pictures import draw_pictures
from cohesie_sim.report.results import Results, read_results
from cohesie_sim.report.study import Report, make_report
from cohesie_sim.report.words import LANGUAGES, Language

__all__ = [
    "LANGUAGES",
    "Language",
    "Report",
    "Results",
    "answers",
    "draw_pictures",
    "make_report",
    "read_results",
    "write_pages",
]
