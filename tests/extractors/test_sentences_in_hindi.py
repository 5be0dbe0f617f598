"""Consents and certificates in Hindi sentences only, as browsers and offices print them."""

from datetime import date
from decimal import Decimal

import pytest
from weasyprint import HTML

from extractors import read_document
from extractors.candidates import compiled
from reference.document_types import document_types

STYLE = '<style>body { font: 12pt "Noto Sans Devanagari", "Liberation Sans" }</style>'

CONSENT = """
<h2>उत्तराखण्ड पर्यावरण संरक्षण एवं प्रदूषण नियंत्रण बोर्ड</h2>
<p>पत्रांक : यूकेपीसीबी/सीटीओ/४४१/2026 &nbsp; दिनांक : १८/०५/२०२६</p>
<p>सेवा में,<br>मैसर्स तराई सेल रिकवरी प्राइवेट लिमिटेड,<br>खसरा संख्या ९१, ग्राम लालपुर, किच्छा, ऊधम सिंह नगर - २६३१४८</p>
<p>विषय : जल अधिनियम, 1974 की धारा 25 एवं वायु अधिनियम, 1981 की धारा 21 के अन्तर्गत संचालन हेतु सहमति।</p>
<p>आपकी इकाई को, जो लाल श्रेणी में वर्गीकृत है, निम्न शर्तों के अधीन संचालन की सहमति प्रदान की जाती है।
यह सहमति ३०/०४/२०३१ तक वैध रहेगी।</p>
<p>1. अनुमन्य क्रियाकलाप : लिथियम आयन बैटरी का पुनर्चक्रण, क्षमता ५४०० मीट्रिक टन प्रति वर्ष।<br>
2. उत्पाद : लिथियम कार्बोनेट ३१० मी.टन/वर्ष; कोबाल्ट सल्फेट ४२० मी.टन/वर्ष।<br>
3. पूर्व सहमति (क्षमता २१०० मीट्रिक टन प्रति वर्ष) इस आदेश के निर्गत होने पर स्वतः निरस्त मानी जायेगी।</p>
"""

CERTIFICATE = """
<p>मिश्रा एवं कंपनी, चार्टर्ड अकाउंटेंट्स, 7, एम.जी. मार्ग, प्रयागराज</p>
<h3>वैश्विक विनिर्माण राजस्व प्रमाणपत्र</h3>
<p>प्रमाणित किया जाता है कि मैसर्स संगम टैंटलम प्राइवेट लिमिटेड का वित्तीय वर्ष 2024-25 हेतु समूह का कुल वैश्विक विनिर्माण
राजस्व ₹ 231.60 करोड़ है। वर्ष 2023-24 के आँकड़े केवल तुलना हेतु हैं।</p>
<p>दिनांक : 14/02/2026<br>यूडीआईएन (UDIN) : 26055123ABCDEF4321</p>
<p>कृते मिश्रा एवं कंपनी<br>फर्म पंजीकरण सं. 004417C<br>(नीलेश मिश्रा)<br>साझेदार, सदस्यता सं. 055123</p>
"""


def fields_of(tmp_path, html):
    path = tmp_path / "hindi.pdf"
    HTML(string=STYLE + html).write_pdf(path)
    return read_document(path).fields


@pytest.fixture(scope="module")
def consent(tmp_path_factory):
    return fields_of(tmp_path_factory.mktemp("consent"), CONSENT)


@pytest.mark.parametrize("words", ["की अवधि के लिए", "की कालावधि हेतु", "के लिये"])
def test_a_term_up_to_a_day(words, tmp_path):
    granted = CONSENT.replace(
        "यह सहमति ३०/०४/२०३१ तक वैध रहेगी।", f"यह सहमति दिनांक 30.04.2031 तक {words} प्रदान की जाती है।"
    )
    fields = fields_of(tmp_path, granted)
    assert fields["valid_until"].value == date(2031, 4, 30)


def test_the_capacity_is_what_holds_and_no_product_and_nothing_earlier(consent):
    assert consent["capacity_tpa"].value == Decimal(5400)
    assert consent["activity"].value == "लिथियम आयन बैटरी का पुनर्चक्रण"


def test_a_consent_in_devanagari_figures_has_its_days_and_its_category(consent):
    assert (consent["issue_date"].value, consent["valid_until"].value) == (date(2026, 5, 18), date(2031, 4, 30))
    assert consent["pollution_category"].value == "red"
    assert consent["entity_name"].value.startswith("तराई सेल रिकवरी")


def test_who_signs_in_hindi_is_named(tmp_path):
    fields = fields_of(tmp_path, CERTIFICATE)
    assert fields["ca_name"].value == "नीलेश मिश्रा"
    assert fields["entity_name"].value.startswith("संगम टैंटलम")
    assert fields["total_gmr"].value == Decimal(2316000000)


@pytest.mark.parametrize(
    ("signed", "firm"),
    [
        ("कृते अवस्थी एण्ड कंपनी फर्म पंजीकरण सं. 002218C", "अवस्थी एण्ड कंपनी"),
        ("कृते मैसर्स दुबे शुक्ल एसोसिएट्स, सनदी लेखाकार", "दुबे शुक्ल एसोसिएट्स"),
    ],
)
def test_a_firm_signs_in_hindi(signed, firm):
    words = document_types().types["gmr_certificate"].fields["ca_firm"]
    found = [match["value"] for pattern in words.prose if (match := compiled(pattern).search(signed))]
    assert found[:1] == [firm]
