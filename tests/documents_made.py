"""Short documents of every kind that speaks in a voice of its own, and reports that only look like one."""

# ruff: noqa: E501 - paragraphs are single lines

from __future__ import annotations

OP_ED = """Opinion

The levy is a promise, not a price

By Grace Otieno

Every dry season I walk down to the weir at Kisa and count the stones that the water has left. This year I counted more than ever.

The government must keep the levy. We in the valley pay it without joy, but we know what it bought us: two pumps, a clinic and a road. The finance minister says the fund is empty. He should look again.

Dr. Abara of the water board has warned that a second drought would close the clinic. I believe he is right.

What should parliament do? It should vote the money now, before the rains make everybody forget.

The writer is a farmer and a former member of the Kisa council.
"""

#: No section says what it is: the note on its author does.
NOTED_OP_ED = (
    """The levy is a promise, not a price

Every dry season the weir at Kisa shows more of its stones, and every dry season the cabinet looks away. The levy was
meant to end that.""".replace("\n", " ").replace("price  ", "price\n\n")
    + """

It has bought two pumps, a clinic and a road. It could buy the second dam as well if nobody borrowed from it. Instead the fund has been lent to the railways, to the fair and, for one long winter, to the palace.

Parliament ought to put a lock on it. A law of one page would do: what is paid for water is spent on water. The neighbours have had such a law for a decade, and their rivers have not run away.

There is a cost. The railways will need another lender, and tickets may rise by a tenth. That is a fair price for a valley that can drink. Nobody who has carried water up the hill from Kisa in March would think it too high, and nobody who has not should be asked.

The vote is in May. It is a small thing, one page, and it will tell us whether this government means what it prints on its bills.

Grace Otieno is a professor of hydrology at the University of Marrow.
"""
)

EDITORIAL = """EDITORIAL

A lock for the fund

The cabinet has borrowed from the water fund for the fourth time. It calls this a bridge. We call it a hole.

Parliament should close it before the summer. A law of one page is enough.
"""

LETTER = """To the Editor:

Your report on the levy leaves out those who cannot pay it. My neighbours have gone without water since May.

The council should hear them before it votes.

Tom Reed
Kisa
"""

SPEECH = """Remarks by Prime Minister Ana Ruiz at the Water Forum, Geneva, 4 March 2026

As prepared for delivery

Mr. Secretary-General, Excellencies, ladies and gentlemen,

Thank you for this welcome.

We meet in a year in which three of our rivers did not reach the sea. I will not tell you that it was chance. (Applause.)

My government will double the storage of the Tamsel by 2030. Our farmers have waited long enough. President Oduya told me last week that his country would match our share.

Let us begin.

(Applause.)

END
"""

#: Its head says nothing; who speaks stands above, and how he or she begins is how speeches begin.
SPEECH_WITHOUT_HEAD = """President Ana Ruiz
Water Forum
Geneva

THE PRESIDENT:  Good morning, everyone. (Applause.) Thank you. (Applause.)

We meet in a year in which three of our rivers did not reach the sea. I will not tell you that it was chance.
"""

RECORD_OF_PARLIAMENT = """Mr. DORN of Marrow. Mr. Speaker, it is an honour to come before the House once again.

We have voted on the levy twice this year, and I will not vote on it a third time before we have seen the accounts.
"""

TESTIMONY = """Testimony of
Dr. Lee Min-ho
Director, Institute of Water Policy
Before the Committee on Energy
March 4, 2026

Chairman Dorn, Ranking Member Abara, and members of the committee, thank you for the opportunity to testify today.

My institute has measured the Tamsel for twenty years. We find that its flow will fall by a third before 2040.

I urge the committee to fund a second gauge. Without it we cannot tell a dry year from a dry age.
"""

TESTIMONY_WITHOUT_HEAD = TESTIMONY[TESTIMONY.index("Chairman Dorn") :]

INTERVIEW = """“The river will not wait”

Interview with Grace Otieno, water minister of Kenya

Interview by Tom Reed

Q: Minister, will the levy be paid this year?

A: It will. We told the cabinet in May that the fund is full.

And there is one thing more: the second pump is paid for.

Q: What do you say to the farmers who cannot pay?

A: I say that they will get a year. The bank has promised to wait.

Q: And if it does not rain?

A: Then we would need help from outside, and my ministry would ask for it.

This interview has been edited for length.
"""

PRESS_CONFERENCE = """PRESS BRIEFING BY PRESS SECRETARY ANA RUIZ

James Room

1:05 P.M. EST

MS. RUIZ:  Good afternoon, everyone. The president will travel to the valley on Friday to see the second dam.

We expect him to sign the water bill there.

Q    Thank you, Ana. Does the president think that the levy is too high?

MS. RUIZ:  He thinks that it is fair. It will be looked at again in the autumn.

Q    And the farmers who cannot pay?

MS. RUIZ:  They will get a year. We have talked with the bank, and the bank will wait.

Thank you all.

END     1:20 P.M. EST
"""

RELEASE = """Ministry of Water

FOR IMMEDIATE RELEASE

Second dam on the Tamsel to open in May

NAIROBI, 4 March 2026 — The second dam on the Tamsel will open in May, three months ahead of plan. It will store water for two hundred thousand people.

“We have kept our promise,” said Grace Otieno, the water minister. “The valley will drink.”

The dam was built by 900 workers. Its turbines will give power to the clinic at Kisa from June.

Media contact: Tom Reed, +254 555 0100

Notes to editors
The Tamsel is 300 kilometres long. It rises in the hills of Marrow.

###
"""

COMPANY_RELEASE = """Acme Pumps opens plant in Kisa

KISA, Kenya, March 4, 2026 -- Acme Pumps today announced that it has opened a plant in Kisa. The plant will make four thousand pumps a year.

Two hundred people work there. By 2028 there will be five hundred.

About Acme Pumps

Acme Pumps makes pumps for rivers and wells. It was founded in 1921.

Press contact: Jane Roe, press@acme.example

-ENDS-
"""

STATEMENT = """Statement by the Foreign Ministry on the closing of the border

The Foreign Ministry regrets the closing of the bridge at Kisa. Traders on both sides will lose a season.

The bridge must be opened again before the rains. The ministry is ready to send a delegation.

4 March 2026
"""

PERSONS_STATEMENT = """Joint statement by Foreign Minister Grace Otieno, on the closing of the border

The bridge at Kisa must be opened again before the rains. Kenya will send a delegation on Friday.
"""

#: A report with a by-line, at whose end stands who wrote it.
REPORT = """Farmers at Kisa refuse to pay the levy

By Lotte Bergan, Staff Writer

KISA – Farmers in the valley will not pay the water levy this year, their union said on Monday, and the finance minister warned that the fund would run dry.

“I have paid for ten years, and I have seen two pumps,” said Tom Reed, who farms by the weir. “We must stop.”

The minister, Grace Otieno, told parliament that the fund had lent its money to the railways. She said it would be paid back in May.

The union said its members would meet on Friday. A spokesman for the railways declined to comment.

Analysts say the vote will be close. According to the Institute of Water Policy, one farm in three is behind with its payments.

Lotte Bergan is a reporter at the Valley Ledger.
"""

ANALYSIS = """Why the water levy splits the cabinet

By Lotte Bergan

Two ministers want to end the levy and two want to double it. The vote in May will show who is stronger.

The finance minister has the numbers on her side. The fund paid for two pumps, a clinic and a road, and has money left for a third pump. But it has lent much of it to the railways, and the railways cannot pay.

The water minister has the valley. Farmers have paid for ten years and may not pay again. “They should not have to,” he said in March.

Experts differ on what comes next. Lee Min-ho, who heads the Institute of Water Policy, says a compromise is likely. Others told the Ledger that the cabinet could fall.

A compromise would keep the levy for two years and put a lock on the fund. It would cost the railways a lender. It would leave the question of the second dam open, and that question is what the split is about.
"""

RECIPE = """Five ways to save water

Kitchen: Wash in a bowl.

Garden: Water at night.

Bath: Shower, and be quick.

Kitchen: Fill the machine.

Garden: Plant what needs little.

Cost: None.
"""

REPORT_OF_RELEASE = """Second dam to open in May, ministry says

NAIROBI – The second dam on the Tamsel will open in May, the water ministry said in a press release on Monday.

“We have kept our promise. The valley will drink, and we will not rest until it does,” Grace Otieno, the water minister, said in the release.

The ministry had marked an earlier announcement “for immediate release” and withdrawn it. Asked why, a spokesman said the date had been wrong.

Engineers told the Ledger that the turbines would follow in June.
"""

COURT_REPORT = """Witness tells court he signed the lease

By Lotte Bergan

The former treasurer of the water fund told a court on Monday that he had signed the lease without reading it. Prosecutors read from the record of his first hearing.

“Q: Did you sign the lease?
A: I did, in the minister’s office.
Q: Did you read it before you signed?
A: I did not. I was told that it was the usual one.”

The judge said the hearing would go on next week. A lawyer for the treasurer said his client had nothing to hide and had told the truth.

The fund lent forty million to the railways in 2024, according to the indictment. The railways said it would be paid back.

The trial began in January. It has heard eleven witnesses, among them two ministers, who both said they had known nothing of the lease.
"""

#: A speech is told of, in quotation marks, under a headline that has the word in it.
REPORT_OF_SPEECH = """Speech by prime minister angers farmers

Prime Minister Ana Ruiz told the Water Forum on Monday that the levy would stay. “My government will double the storage of the Tamsel. We will not be moved,” she said.

Farmers said they had not been asked. “We heard the speech, and we heard nothing,” said Tom Reed, who spoke for the union.

The forum ends on Friday, organisers said.
"""

REPORTS = {
    "report": REPORT,
    "analysis": ANALYSIS,
    "list with colons": RECIPE,
    "report of a release": REPORT_OF_RELEASE,
    "court report": COURT_REPORT,
    "report of a speech": REPORT_OF_SPEECH,
}
