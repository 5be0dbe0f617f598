"""The hands that print: each module holds the layouts of some document types, each function is one layout family."""
