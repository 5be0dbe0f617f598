"""What a thing is: pages, words, boxes, fields with evidence, findings, appraisals; and the grammar of values.

Everything here is a frozen dataclass or a pure function. This room imports nothing of ours.
"""
