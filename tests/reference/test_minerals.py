from decimal import Decimal

import pytest

import reference
from reference.minerals import atoms, compounds, minerals

MINERALS = minerals()


@pytest.mark.parametrize("mineral", MINERALS.values(), ids=list(MINERALS))
def test_a_mineral_is_known_by_its_entry_and_by_every_name(mineral):
    for name in (mineral.english, mineral.hindi, *mineral.names, *mineral.abbreviations):
        assert reference.mineral_of(name) == (mineral.id,), name
    for name in mineral.names:
        assert reference.mineral_of(name.upper()) == (mineral.id,), name.upper()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lithium Carbonate (Battery Grade) 99.5%", ("lithium",)),
        ("COBALT SULPHATE HEPTAHYDRATE", ("cobalt",)),
        ("nickel sulphate hexahydrate", ("nickel",)),
        ("Neodymium oxide", ("rare_earth_elements",)),
        ("Platinum / Palladium / Rhodium sponge", ("platinum_group_elements",)),
        ("Nickel Cobalt Manganese Hydroxide", ("nickel", "cobalt", "unlisted:Manganese")),
        ("Copper cathode, cobalt and copper", ("unlisted:Copper", "cobalt")),
        ("Li2CO3", ("lithium",)),
        ("Li₂CO₃ powder", ("lithium",)),
        ("NiSO4·6H2O", ("nickel",)),
        ("Co(OH)2 wet cake", ("cobalt",)),
        ("KCl", ("potash",)),
        ("Ni-Co alloy", ("nickel", "cobalt")),
        ("Li, Co, Ni and Cu", ("lithium", "cobalt", "nickel", "unlisted:Cu")),
        ("Copper (Cu) scrap", ("unlisted:Copper",)),
        ("Rare earths (Nd, Pr, Dy)", ("rare_earth_elements",)),
        ("NMC black mass", ("lithium", "nickel", "cobalt")),
        ("Ferro-nickel", ("nickel",)),
        ("कोबाल्ट सल्फेट", ("cobalt",)),
        ("लिथियम, कोबाल्ट और निकल", ("lithium", "cobalt", "nickel")),
        ("ज़िरकोन", ("zirconium_hafnium",)),
        ("तांबा", ("unlisted:तांबा",)),
        ("निकिल, मैंगनीज (Manganese)", ("nickel", "unlisted:Manganese")),
        ("सोना (Au), चांदी / Silver", ("unlisted:सोना", "unlisted:Silver")),
        ("Sodium molybdate dihydrate", ("molybdenum",)),
        ("Sodium sulphate (by-product)", ("unlisted:Sodium",)),
        ("cobalt\nlithium\n", ("cobalt", "lithium")),
        ("Germanium bearing Zinc ores", ("germanium",)),
        ("Rock phosphate", ("phosphate",)),
    ],
)
def test_names_as_printed(printed, expected):
    assert reference.mineral_of(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Tinting of glass",
        "Martin Industries",
        "Nickelodeon",
        "misleading",
        "In the matter of Co. No. 4",
        "As per W.O. dated 4 May",
        "Delivery within a lead time of 3 weeks",
        "TIN No. 27560000000",
        "CIN U27100MH2020PTC123456",
        "H2SO4 98%",
        "CO2 cylinder",
        "I",
        "Antimonious",
    ],
)
def test_words_that_only_look_like_minerals_are_none(printed):
    assert reference.mineral_of(printed) == ()


def test_potash_is_not_potassium():
    assert reference.mineral_of("Muriate of potash") == ("potash",)
    assert reference.mineral_of("Potassium permanganate") == ("unlisted:Potassium permanganate",)
    assert reference.mineral_of("KMnO4") == ("unlisted:KMnO4",)


def test_a_phosphate_of_a_metal_is_that_metal():
    assert reference.mineral_of("Lithium Iron Phosphate") == ("lithium",)
    assert reference.mineral_of("Cobalt phosphate") == ("cobalt",)
    assert "phosphate" not in reference.mineral_of("Trisodium phosphate")


METALS = ["copper", "gold", "silver", "aluminium", "silicon", "manganese", "strontium", "lead", "zinc", "iron"]


@pytest.mark.parametrize("metal", METALS)
def test_metals_outside_the_list_are_kept_as_printed(metal):
    assert reference.mineral_of(metal.title()) == (f"unlisted:{metal.title()}",)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lithium, Cobalt and Unobtainium", ("lithium", "cobalt", "unlisted:Unobtainium")),
        ("1. Lithium\n2. Cobalt\n3. Thorium", ("lithium", "cobalt", "unlisted:Thorium")),
        ("(i) Cobalt; (ii) Nickel & Copper", ("cobalt", "nickel", "unlisted:Copper")),
        ("लिथियम, कोबाल्ट एवं यूरेनियम", ("lithium", "cobalt", "unlisted:यूरेनियम")),
        ("Rare Earth Elements (Nd, Pr, Dy), Uranium", ("rare_earth_elements", "unlisted:Uranium")),
        ("recovery of lithium, having purity of 99%", ("lithium",)),
        ("Lithium, nickel and other minerals, etc.", ("lithium", "nickel")),
        ("Nil", ()),
        ("", ()),
    ],
)
def test_a_printed_list_drops_no_name(printed, expected):
    assert MINERALS.minerals_listed(printed) == expected


@pytest.mark.parametrize("mineral", MINERALS.values(), ids=list(MINERALS))
def test_an_entry_of_the_appendix_in_a_list_is_that_mineral_alone(mineral):
    for entry in (mineral.english, mineral.hindi):
        assert MINERALS.minerals_listed(f"{mineral.number}. {entry}") == (mineral.id,)


@pytest.mark.parametrize(
    ("name", "element", "fraction"),
    [
        ("Lithium carbonate", "Li", "0.1879"),
        ("Lithium hydroxide monohydrate", "Li", "0.1654"),
        ("Cobalt sulphate heptahydrate", "Co", "0.2097"),
        ("Nickel Sulphate Hexahydrate crystals", "Ni", "0.2233"),
        ("Neodymium oxide", "Nd", "0.8574"),
        ("Vanadium pentoxide flakes", "V", "0.5602"),
        ("CoSO4·7H2O", "Co", "0.2097"),
        ("Ammonium paratungstate", "W", "0.7043"),
    ],
)
def test_mass_fractions_of_common_salts(name, element, fraction):
    found = reference.compound_of(name).fraction(element)
    assert abs(found - Decimal(fraction)) < Decimal("0.0003")


def test_every_compound_is_a_formula_that_holds_a_mineral_or_its_name():
    for compound in compounds().values():
        assert atoms(compound.formula)
        for name in compound.names:
            assert reference.compound_of(name).formula == compound.formula or name in ("zirconia",)
            assert not reference.mineral_of(name)[0].startswith("unlisted"), name


@pytest.mark.parametrize("text", ["Xy2", "Co(OH", "OH)2", "", "2024", "abc", "Co999999O2"])
def test_what_is_not_a_formula_has_no_atoms(text):
    assert dict(atoms(text)) == {}


def test_tariff_codes_lead_to_minerals_at_every_length():
    assert MINERALS.of_hsn("28369100") == ("lithium",)
    assert MINERALS.of_hsn("2836 91") == ("lithium",)
    assert MINERALS.of_hsn("7502") == ("nickel",)
    assert set(MINERALS.of_hsn("81129200")) == {"gallium", "germanium", "indium", "niobium", "vanadium"}
    assert MINERALS.of_hsn("7403") == MINERALS.of_hsn("28332940") == MINERALS.of_hsn("81") == ()
    for mineral in MINERALS.values():
        assert all(len(entry.code) == 8 and entry.description for entry in mineral.hsn)


@pytest.mark.parametrize(
    ("text", "minerals"),
    [
        ("Rareearth", ("rare_earth_elements",)),
        ("PlatinumGroup Elements", ("platinum_group_elements",)),
        ("Rare earth", ("rare_earth_elements",)),
        ("Unobtainium", ()),
        ("", ()),
    ],
)
def test_a_name_whose_spaces_a_scan_lost_is_known(text, minerals):
    assert MINERALS.run_together(text) == minerals
