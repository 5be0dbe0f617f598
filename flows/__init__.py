"""What moves the work: folders in, readings, appraisals and worksheets out; Prefect flows; the `parakh` command."""
