"""Views, findings, evidence, agreed judgements."""
