"""What is kept: cases, documents, readings, appraisals, decisions, the chain of events, and the store of originals.

The tables are Django's, without views: `casefile.office.open_office` sets Django up, no project folder is needed. No
table is written but through `casefile.journal`, which tells the chain of events what was set.
"""

from casefile.database import set_up

set_up()  # Django's tables cannot be imported before
