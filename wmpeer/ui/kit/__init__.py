"""The widgets that screens are made of. Colour, type and space come from `tokens`; nothing here knows a record of ours.

labels      Label, Quote, Elided, Rule, Ground            fields    Field, TextField, TextArea, DateField, Choice, Tick
buttons     Button, IconButton                            parts     ToolRow, Fold, ScrollPage, Form, Steps, NumberMark
segmented   Segmented                                     table     Table (with records: Cell, Column)
levels      LevelPicker, Level                            lists     RecordList, Line
chips       Chip, KindMark, StateLabel, KeyCap, Bar       empty     EmptyState, DropStrip, DropArea
kinds       KINDS, STATES, CHECKS, CLAIMS, mark           message   Message, MessageBar, announce
confirm     confirm, Sheet                                charts    trend, strip, spark; adapt.drawn
splitter    Splitter                                      focus     FocusRing: one for every window of its own
"""
