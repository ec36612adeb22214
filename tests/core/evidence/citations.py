"""Citations as people paste them, and what is in them.

The first nine are the project's own list of evidence, with what it says and no more. The others are made up: their
shapes are those of journals, reference programs and PubMed's "Cite", their contents mean nothing.
"""

from __future__ import annotations

from typing import Any

Case = tuple[str, dict[str, Any]]


def _case(
    text: str, authors: str, title: str, journal: str, year: int | None, locator: str, **more: Any
) -> Case:
    fields = {"authors": authors, "title": title, "journal": journal, "year": year, "locator": locator}
    return text, {**fields, "doi": "", **more}


OWN: tuple[Case, ...] = (
    _case(
        "Kieling et al. 2024;99(6):847-862, PII S0365059624001363",
        "Kieling et al", "", "", 2024, "99(6):847-862, PII S0365059624001363",
    ),
    _case(
        "Gressenberger et al., Acta Derm Venereol 2020;100:adv00247, doi 10.2340/00015555-3609",
        "Gressenberger et al", "", "Acta Derm Venereol", 2020, "100:adv00247", doi="10.2340/00015555-3609",
    ),
    _case(
        "Tak et al., Stem Cells Transl Med 2020;9:839-849, doi 10.1002/sctm.19-0410",
        "Tak et al", "", "Stem Cells Transl Med", 2020, "9:839-849", doi="10.1002/sctm.19-0410",
    ),
    _case("STYLE, NCT02503852", "", "STYLE, NCT02503852", "", None, "NCT02503852", study="trial registration"),
    _case(
        "Gentile et al., BioMed Res Int 2020:7397162, doi 10.1155/2020/7397162",
        "Gentile et al", "", "BioMed Res Int", 2020, "2020:7397162", doi="10.1155/2020/7397162",
    ),
    _case("J Am Acad Dermatol 2020;83(1):109-116", "", "", "J Am Acad Dermatol", 2020, "83(1):109-116"),
    _case(
        "Krefft-Trzciniecka et al., Cells 2023;12:951, doi 10.3390/cells12060951",
        "Krefft-Trzciniecka et al", "", "Cells", 2023, "12:951", doi="10.3390/cells12060951",
    ),
    _case(
        "Olsen et al., JAAD 2002, doi 10.1067/mjd.2002.124088",
        "Olsen et al", "", "JAAD", 2002, "", doi="10.1067/mjd.2002.124088",
    ),
    _case("https://doi.org/10.1067/mjd.2002.124088", "", "", "", None, "", doi="10.1067/mjd.2002.124088"),
)  # fmt: skip

VANCOUVER: tuple[Case, ...] = (
    _case(
        "Lindqvist A, Okafor BC, van der Berg JH. Scalp cooling and hair counts: a randomized, double-blind trial. "
        "J Made Up Dermatol. 2019 Aug;9(8):839-849. doi: 10.9999/jmud.19-0410. Epub 2019 May 17. PMID: 31234567; "
        "PMCID: PMC7381808.",
        "Lindqvist A, Okafor BC, van der Berg JH", "Scalp cooling and hair counts: a randomized, double-blind trial",
        "J Made Up Dermatol", 2019, "9(8):839-849", doi="10.9999/jmud.19-0410", study="randomised trial",
    ),
    _case(
        "1. Müller-Schmidt K, O'Neil P, de la Cruz M Jr, et al. Is more foam better? A systematic review. "
        "Arch Fict Trichol. 2021;12(3):e45-e50.",
        "Müller-Schmidt K, O'Neil P, de la Cruz M Jr, et al", "Is more foam better? A systematic review",
        "Arch Fict Trichol", 2021, "12(3):e45-e50", study="review",
    ),
    _case(
        "[12] Santos DP. Laser combs. Br J Imag Med 2008; 33: 12–9.",
        "Santos DP", "Laser combs", "Br J Imag Med", 2008, "33:12-9",
    ),
    _case(
        "Example Medicines Agency. Risk of low mood with hair loss tablets [Internet]. London: Example Medicines "
        "Agency; 2022 [cited 2023 May 5]. Available from: https://medicines.example.org/safety/tablets",
        "Example Medicines Agency", "Risk of low mood with hair loss tablets", "London: Example Medicines Agency",
        2022, "", url="https://medicines.example.org/safety/tablets",
    ),
    _case(
        "Zhang X, Li Y, Wang Z. Microneedling in mice. Int J Pretend Biol. 2016 Jan 15;7:120-1. doi:10.9999/ijpb.7.120",
        "Zhang X, Li Y, Wang Z", "Microneedling in mice", "Int J Pretend Biol", 2016, "7:120-1",
        doi="10.9999/ijpb.7.120", study="animal study",
    ),
    _case(
        "Petrov I, Łukasz W, Øster Å. Plasma injections in forty-two patients. Acta Derm Exempl (Stockh). "
        "2014;94 Suppl 2:S12-S19.",
        "Petrov I, Łukasz W, Øster Å", "Plasma injections in forty-two patients", "Acta Derm Exempl (Stockh)", 2014,
        "94 Suppl 2:S12-S19", people=42,
    ),
    _case(
        "Haddad N. The handbook of hair. 2nd ed. Boston: Pretend Press; 2011.",
        "Haddad N", "The handbook of hair. 2nd ed", "Boston: Pretend Press", 2011, "",
    ),
    _case(
        "Garcia Lopez M, Dos Santos AB. Fat extract for thinning hair, n = 24. Dermatol Imag Ther. "
        "2018 Jul-Aug;31(4):e12617.",
        "Garcia Lopez M, Dos Santos AB", "Fat extract for thinning hair, n = 24", "Dermatol Imag Ther", 2018,
        "31(4):e12617", people=24,
    ),
)  # fmt: skip

AMA: tuple[Case, ...] = (
    _case(
        "Lindqvist A, Okafor BC, Berg JH. Scalp cooling and hair counts. J Made Up Dermatol. 2019;9(8):839-849. "
        "doi:10.9999/jmud.19-0410",
        "Lindqvist A, Okafor BC, Berg JH", "Scalp cooling and hair counts", "J Made Up Dermatol", 2019, "9(8):839-849",
        doi="10.9999/jmud.19-0410",
    ),
    _case(
        "Nguyen T, Abebe S. Oral minoxidil in women: a retrospective cohort study. J Imag Acad Dermatol. "
        "Published online March 3, 2023. doi:10.9999/j.jiad.2023.01.002",
        "Nguyen T, Abebe S", "Oral minoxidil in women: a retrospective cohort study", "J Imag Acad Dermatol", 2023, "",
        doi="10.9999/j.jiad.2023.01.002", study="observational study",
    ),
    _case(
        "World Example Organization. Hair and health. Accessed March 3, 2024. https://www.example.org/hair",
        "World Example Organization", "Hair and health", "", None, "", url="https://www.example.org/hair",
    ),
    _case(
        "Brown EF, Green GH. Letter: what trials leave out. JAMA Imag. 2020;156(2):220. doi:10.9999/jamaimag.2019.4099",
        "Brown EF, Green GH", "Letter: what trials leave out", "JAMA Imag", 2020, "156(2):220",
        doi="10.9999/jamaimag.2019.4099", study="expert opinion",
    ),
)  # fmt: skip

APA: tuple[Case, ...] = (
    _case(
        "Lindqvist, A., Okafor, B. C., & Berg, J. H. (2019). Scalp cooling and hair counts. Journal of Made-Up "
        "Dermatology, 9(8), 839–849. https://doi.org/10.9999/jmud.19-0410",
        "Lindqvist A, Okafor BC, Berg JH", "Scalp cooling and hair counts", "Journal of Made-Up Dermatology", 2019,
        "9(8):839-849", doi="10.9999/jmud.19-0410",
    ),
    _case(
        "O’Neil, P. (2020, June 4). Does foam work? Hair Weekly. https://hairweekly.example.com/foam",
        "O’Neil P", "Does foam work?", "Hair Weekly", 2020, "", url="https://hairweekly.example.com/foam",
    ),
    _case(
        "Example Food Office. (2021). Warning on unapproved cell products. https://food.example.gov/warning",
        "Example Food Office", "Warning on unapproved cell products", "", 2021, "",
        url="https://food.example.gov/warning",
    ),
    _case(
        "Kim, B.-H., Tanaka, Y., . . . Zulu, N. (2017). Platelet-rich plasma in 60 patients: A split-scalp study. "
        "Dermatologic Examples, 43, 1232-1239.",
        "Kim BH, Tanaka Y, Zulu N", "Platelet-rich plasma in 60 patients: A split-scalp study",
        "Dermatologic Examples", 2017, "43:1232-1239", study="controlled trial", people=60,
    ),
    _case(
        "van den Berg, J., & de Vries, K. L. (2015a). Low-level laser: A meta-analysis of randomised trials. "
        "Lasers in Fiction, 47(1), Article 12. https://doi.org/10.9999/lif.12",
        "van den Berg J, de Vries KL", "Low-level laser: A meta-analysis of randomised trials", "Lasers in Fiction",
        2015, "47(1):12", doi="10.9999/lif.12", study="meta-analysis of randomised trials",
    ),
    _case(
        "Mensah, K. (2013). Hair: A biography. Pretend University Press.",
        "Mensah K", "Hair: A biography", "Pretend University Press", 2013, "",
    ),
)  # fmt: skip

HARVARD: tuple[Case, ...] = (
    _case(
        "Lindqvist, A. and Okafor, B.C. (2019) ‘Scalp cooling and hair counts’, Journal of Made-Up Dermatology, 9(8), "
        "pp. 839–849. doi: 10.9999/jmud.19-0410.",
        "Lindqvist A, Okafor BC", "Scalp cooling and hair counts", "Journal of Made-Up Dermatology", 2019,
        "9(8):839-849", doi="10.9999/jmud.19-0410",
    ),
    _case(
        "Smith, J., Jones, K. and Patel, R., 2016. Patients' views of hair loss: a survey. British Journal of "
        "Examples, 174(5), pp.1012-1020.",
        "Smith J, Jones K, Patel R", "Patients' views of hair loss: a survey", "British Journal of Examples", 2016,
        "174(5):1012-1020", study="observational study",
    ),
    _case(
        "Adeyemi, O. et al. (2022) 'Exosomes in vitro', Cells and Stories, 11, p. 33. Available at: "
        "https://doi.org/10.9999/cs.11.33 (Accessed: 5 May 2023).",
        "Adeyemi O et al", "Exosomes in vitro", "Cells and Stories", 2022, "11:33", doi="10.9999/cs.11.33",
        study="laboratory study",
    ),
    _case(
        "Rossi, M., Bianchi, L., 2018. Stem cell lotion in alopecia. J. Eur. Acad. Examples 32 (11), 2001–2008. "
        "https://doi.org/10.9999/jeae.15100.",
        "Rossi M, Bianchi L", "Stem cell lotion in alopecia", "J. Eur. Acad. Examples", 2018, "32(11):2001-2008",
        doi="10.9999/jeae.15100",
    ),
    _case(
        "Example Health Service (2024) Hair loss treatment. Available at: https://www.health.example.uk/hair "
        "(Accessed: 12 January 2025).",
        "Example Health Service", "Hair loss treatment", "", 2024, "", url="https://www.health.example.uk/hair",
    ),
)  # fmt: skip

OTHERS: tuple[Case, ...] = (
    _case(
        "Lindqvist, A., Okafor, B. C. & Berg, J. H. Scalp cooling and hair counts. Nat. Examples 9, 839–849 (2019).",
        "Lindqvist A, Okafor BC, Berg JH", "Scalp cooling and hair counts", "Nat. Examples", 2019, "9:839-849",
    ),
    _case(
        "Kowalska, Z.; Nowak, P. Regenerative Medicine in Hair Loss: A Review. Cells Ex. 2023, 12, 951. "
        "https://doi.org/10.9999/cells12060951",
        "Kowalska Z, Nowak P", "Regenerative Medicine in Hair Loss: A Review", "Cells Ex", 2023, "12:951",
        doi="10.9999/cells12060951", study="review",
    ),
    _case(
        "A. Lindqvist and B. C. Okafor, “Scalp cooling and hair counts,” J. Made-Up Dermatol., vol. 9, no. 8, "
        "pp. 839–849, Aug. 2019, doi: 10.9999/jmud.19-0410.",
        "Lindqvist A, Okafor BC", "Scalp cooling and hair counts", "J. Made-Up Dermatol", 2019, "9(8):839-849",
        doi="10.9999/jmud.19-0410",
    ),
    _case(
        "Lindqvist, Anna, and Ben Okafor. “Scalp Cooling and Hair Counts.” Journal of Made-Up Dermatology 9, no. 8 "
        "(2019): 839–49. https://doi.org/10.9999/jmud.19-0410.",
        "Lindqvist A, Okafor B", "Scalp Cooling and Hair Counts", "Journal of Made-Up Dermatology", 2019,
        "9(8):839-49", doi="10.9999/jmud.19-0410",
    ),
    _case(
        "Lindqvist, Anna Maria et al. “Does cooling help?” Journal of made-up dermatology vol. 9,8 (2019): 839-849. "
        "doi:10.9999/jmud.19-0410",
        "Lindqvist AM et al", "Does cooling help?", "Journal of made-up dermatology", 2019, "9(8):839-849",
        doi="10.9999/jmud.19-0410",
    ),
    _case(
        "Lindqvist, Anna. \"Scalp Cooling.\" Journal of Made-Up Dermatology, vol. 9, no. 8, 2019, pp. 839-49.",
        "Lindqvist A", "Scalp Cooling", "Journal of Made-Up Dermatology", 2019, "9(8):839-49",
    ),
    _case("doi:10.9999/jmud.19-0410", "", "", "", None, "", doi="10.9999/jmud.19-0410"),
    _case("10.9999/jmud(2019)19:0410", "", "", "", None, "", doi="10.9999/jmud(2019)19:0410"),
    _case(
        "Guideline Group Example. Consensus on hair loss. Example J 2020:33(2):11-20",
        "Guideline Group Example", "Consensus on hair loss", "Example J", 2020, "33(2):11-20", study="guideline",
    ),
    _case(
        "RETRACTED: Doe J, Roe R. Miracle growth. J Regret. 2010;1:1-2.",
        "Doe J, Roe R", "RETRACTED: Miracle growth", "J Regret", 2010, "1:1-2",
    ),
    _case(
        "Lindqvist A et al (2019) Scalp cooling. J Made Up Dermatol 9:839–849",
        "Lindqvist A et al", "Scalp cooling", "J Made Up Dermatol", 2019, "9:839-849",
    ),
)  # fmt: skip

# Written after the reader was done with those above, to see how it does on what nobody tuned it to.
FRESH: tuple[Case, ...] = (
    _case(
        "Alvarez-Ruiz C, Ng W-L, D'Souza R. Hair shaft thickness after 12 weeks of lotion: open-label study. Skin Ex "
        "Res Technol. 2022;28(4):551-559. https://doi.org/10.9999/sert.13120",
        "Alvarez-Ruiz C, Ng WL, D'Souza R", "Hair shaft thickness after 12 weeks of lotion: open-label study",
        "Skin Ex Res Technol", 2022, "28(4):551-559", doi="10.9999/sert.13120", study="single-arm trial",
    ),
    _case(
        "3) Ivanova, T.N., Schäfer, U. (2011): Follicles after burns. In: Example Annals of Surgery 66: 401-410.",
        "Ivanova TN, Schäfer U", "Follicles after burns", "Example Annals of Surgery", 2011, "66:401-410",
    ),
    _case(
        "Ibrahim ZA, El-Ashmawy AA, El-Tatawy RA. The effect of plasma. J Cosmet Examples 2017; 16: 44–50.",
        "Ibrahim ZA, El-Ashmawy AA, El-Tatawy RA", "The effect of plasma", "J Cosmet Examples", 2017, "16:44-50",
    ),
    _case(
        "Park, S.-H., & Choi, M. (in press). A future trial. Journal of Later.",
        "Park SH, Choi M", "A future trial", "Journal of Later", None, "",
    ),
    _case(
        "Clinic Example Trials Group. Spray versus no spray. N Engl J Ex 2003;349:2387-98.",
        "Clinic Example Trials Group", "Spray versus no spray", "N Engl J Ex", 2003, "349:2387-98",
    ),
    _case(
        "Cheng LJ. Vitamin D and hair: what 1,200 women told us in a survey. Nutr Ex [Internet]. 2015 Nov 3 [cited "
        "2016 Jan 2];7(11):9001–10. Available from: http://www.example.com/9001",
        "Cheng LJ", "Vitamin D and hair: what 1,200 women told us in a survey", "Nutr Ex", 2015, "7(11):9001-10",
        url="http://www.example.com/9001", study="observational study", people=1200,
    ),
    _case(
        "Walker, Mary. \"A Short History of Wigs.\" Fashion Examples, 12 Mar. 2018, www.fashion.example.com/wigs.",
        "Walker M", "A Short History of Wigs", "Fashion Examples", 2018, "", url="https://www.fashion.example.com/wigs",
    ),
    _case(
        "Tosti A., Piraccini B.M. Nails and hair together. Dermatol. Ex. 1999;199:282–284. doi: 10.9999/000018269. "
        "[DOI] [PubMed] [Google Scholar]",
        "Tosti A, Piraccini BM", "Nails and hair together", "Dermatol. Ex", 1999, "199:282-284",
        doi="10.9999/000018269",
    ),
    _case(
        "Nilsson, E., Berg, P., & Example Hair Group. (2012). Shedding in 31 adults. Acta Exemplaria, 5, e100.",
        "Nilsson E, Berg P, Example Hair Group", "Shedding in 31 adults", "Acta Exemplaria", 2012, "5:e100", people=31,
    ),
    _case(
        "Okafor BC (2018). Combs, lasers and hope. Lancet Ex 391, 22.",
        "Okafor BC", "Combs, lasers and hope", "Lancet Ex", 2018, "391:22",
    ),
)  # fmt: skip

# A second fresh lot, of after the first one had shown what was missing.
FRESH_AGAIN: tuple[Case, ...] = (
    _case(
        "Fischer TW, Hipler UC, Elsner P. Effect of caffeine on hair follicles in vitro. Int J Ex "
        "Dermatol. 2007 Jan;46(1):27-35. doi: 10.9999/j.1365.2007.03119.x. PMID: 17214716.",
        "Fischer TW, Hipler UC, Elsner P",
        "Effect of caffeine on hair follicles in vitro",
        "Int J Ex Dermatol",
        2007, "46(1):27-35", doi="10.9999/j.1365.2007.03119.x", study="laboratory study",
    ),
    _case(
        "Gupta, A. K., Mays, R. R., Dotzert, M. S., Versteeg, S. G., Shear, N. H., & Piguet, V. (2018). "
        "Efficacy of non-surgical treatments: A systematic review and network meta-analysis. Journal of "
        "the Example Academy, 32(12), 2112–2125.",
        "Gupta AK, Mays RR, Dotzert MS, Versteeg SG, Shear NH, Piguet V",
        "Efficacy of non-surgical treatments: A systematic review and network meta-analysis",
        "Journal of the Example Academy",
        2018, "32(12):2112-2125", study="review",
    ),
    _case(
        "Mysore V, Chandrashekar BS, Yepuri V. Alopecia areata—successful outcome. J Ex Cutan Surg. "
        "2014;7:165-7.",
        "Mysore V, Chandrashekar BS, Yepuri V",
        "Alopecia areata—successful outcome",
        "J Ex Cutan Surg",
        2014, "7:165-7",
    ),
    _case(
        "4. Rinaldi F., Marzani B., Pinto D., Sorbellini E. Randomized trial on a PRP-like cosmetic. J. "
        "Examp. Treat. 2019;30:588–593. doi: 10.9999/09546634.2018.1544405. [CrossRef] [Google Scholar]",
        "Rinaldi F, Marzani B, Pinto D, Sorbellini E",
        "Randomized trial on a PRP-like cosmetic",
        "J. Examp. Treat",
        2019, "30:588-593", doi="10.9999/09546634.2018.1544405", study="randomised trial",
    ),
    _case(
        "Hausauer, Amelia K., and Derek H. Jones. “Evaluating the Efficacy of Different Regimens.” "
        "Dermatologic Examples 44, no. 9 (September 2018): 1191–1200. https://doi.org/10.9999/DSS.0001.",
        "Hausauer AK, Jones DH",
        "Evaluating the Efficacy of Different Regimens",
        "Dermatologic Examples",
        2018, "44(9):1191-1200", doi="10.9999/DSS.0001",
    ),
    _case(
        "Department of Example Health. Hair clinics: advice to the public. Canberra: Commonwealth of "
        "Example; 2020.",
        "Department of Example Health",
        "Hair clinics: advice to the public",
        "Canberra: Commonwealth of Example",
        2020, "",
    ),
    _case(
        "Lee, S.H., Zheng, Z., Kang, J.S. et al. Therapeutic efficacy of laser. Lasers Ex Sci 30, 1–8 "
        "(2015). https://doi.org/10.9999/s10103-015-0001-2",
        "Lee SH, Zheng Z, Kang JS, et al",
        "Therapeutic efficacy of laser",
        "Lasers Ex Sci",
        2015, "30:1-8", doi="10.9999/s10103-015-0001-2",
    ),
    _case(
        "B. Jimenez and C. D’Angelo, \"Hair cloning,\" in Proc. Int. Conf. Examples, Madrid, 2014, pp. "
        "11-15.",
        "Jimenez B, D’Angelo C",
        "Hair cloning",
        "Proc. Int. Conf. Examples, Madrid",
        2014, "11-15",
    ),
    _case(
        "Yu AJ, Luo YJ, Xu XG, et al. A pilot split-scalp study of combined treatment in 40 patients. "
        "Clin Exp Ex. 2018;43(7):775-781. doi:10.9999/ced.13551",
        "Yu AJ, Luo YJ, Xu XG, et al",
        "A pilot split-scalp study of combined treatment in 40 patients",
        "Clin Exp Ex",
        2018, "43(7):775-781", doi="10.9999/ced.13551", people=40,
    ),
    _case(
        "Österberg Å, Łoś-Rycharska E, Nguyễn VT. Hair in winter. Acta Ex Venereol. 2021 Jun "
        "22;101(6):adv00480.",
        "Österberg Å, Łoś-Rycharska E, Nguyễn VT",
        "Hair in winter",
        "Acta Ex Venereol",
        2021, "101(6):adv00480",
    ),
    _case(
        "Singh, R (2019) Hair today: a review of the evidence. Example Medical Journal, vol. 12, no. 4, "
        "pp. 200-210.",
        "Singh R",
        "Hair today: a review of the evidence",
        "Example Medical Journal",
        2019, "12(4):200-210", study="review",
    ),
    _case(
        "https://pubmed.ncbi.nlm.nih.gov/31234567/",
        "",
        "",
        "",
        None, "", url="https://pubmed.ncbi.nlm.nih.gov/31234567/",
    ),
)  # fmt: skip

ALL = (*OWN, *VANCOUVER, *AMA, *APA, *HARVARD, *OTHERS, *FRESH, *FRESH_AGAIN)
