"""Common words of prompts that our captions lack; the tokenizer learns to split them sensibly."""

from __future__ import annotations

ENGLISH = """
able about across after again against age ago all almost alone along already also always am among
angel animal another any apple area arm army artist ask baby back bag ball band bank bar beach
bear beard because become bed before begin behind being believe bell below bench better between
bird blood board body bone book both bottle bottom bowl box boy branch bread bridge bring broken
brother brown build building bus but butterfly call came camera candle care carry cave chair
change cheese child children church circle classic clean cloth coat coffee cold come computer
corner country cover cow cup cut dance daughter dead deep deer desert desk detail did different
dinner dirt do does dog doing done door dress drink drive dry duck each eagle ear earth east easy
eat edge egg eight elegant empty end enough even ever every eye face family fantasy farm fast
father feel feet few fight fill film find finger fish floor food foot forest forget form forty
found fountain fox free fresh friend front fruit full funny future gate gentle get ghost giant
girl glass go goat gold golden good grand grew had hair half hall happy hard has have he head hear
heart her hill him his history hold hole home honey hope horse hour how human hundred ice idea if
inside into iron island jacket journey joy jump keep kind king knight know lady lamp land last
late laugh lead learn leave leg less letter life line lion list live long lost loud machine made
magic main many map mark market master matter may meet men metal mice mind minute modern monkey
monster moon more most mother motorcycle mouse mouth move much mud museum music must name neck
need never new next nine noise north nose not nothing now number office once only open or other
our owl own page palace panda park part party path pattern pen perfect person phone pig place
plain plane planet plant plate play point poor portrait power princess quick quite rabbit race
rainbow reach read ready real realistic rest rich ride ring river road roof rose run sad safe said
same sand say school second seem seven shadow shape she sheep shirt shoe shop shore short sign
silver sing sister six sleep slow snake so soldier son song soon south spider spirit star start
station stay steam steel step still stone stop storm strange street strong such sweet swim sword
table tail tea team ten tent than their them then these they thin thing think those thousand
throne through tiger today together too top tower town toy track travel treasure tropical truck
true turn turtle twelve twenty university until upon use valley village voice volcano wait walk
war warm warrior was watch waterfall wave wear well went were west what wheel when where which who
whole why wide wild will window wine wing wise woman women wonder wood word world write yard year
yes yesterday yet young zebra zero
""".split()
