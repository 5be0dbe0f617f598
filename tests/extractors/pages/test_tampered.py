"""Papers with a figure that the file holds and no person sees, made in many ways; and honest ones that look like them.

The letter's own lines stand on every paper; what is done to the figure is written as PDF operators. Truth is what a
viewer shows.
"""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from extractors.pages import open_document
from tests.extractors.pages.conftest import Paper

OLD = b"BT /Fh 11 Tf 60 300 Td (Amount 99,99,99,999) Tj ET "
NEW = b"BT /Fh 11 Tf 60 300 Td (Amount 41,000) Tj ET "
COVER = b"q 1 g 50 290 200 30 re f Q "


class Forgery:
    """A letter whose content is added to operator by operator; resources are registered as they are made."""

    def __init__(self, path):
        self.path = path
        self.pdf = pikepdf.open(Paper(path.with_name("before.pdf")).letter().save())
        self.page = self.pdf.pages[0]
        resources = self.page.Resources
        resources.Font[Name.Fh] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for kind in ("/XObject", "/ExtGState", "/Properties", "/Shading", "/Pattern"):
            if kind not in resources:
                resources[kind] = Dictionary()
        resources.ProcSet = Array()
        self.resources = resources
        self.names = 0

    def _name(self, kind, thing):
        self.names += 1
        self.resources[kind][f"/N{self.names}"] = thing
        return f"/N{self.names}".encode()

    def form(self, content, bbox=(0, 0, 700, 900), **more):
        stream = self.pdf.make_stream(content)
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array(bbox)
        stream.Resources = self.resources
        for key, value in more.items():
            stream[f"/{key}"] = value
        return self._name("/XObject", stream) + b" Do "

    def state(self, **keys):
        return self._name("/ExtGState", Dictionary(**keys)) + b" gs "

    def layer(self, on):
        group = self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="layer"))
        known = [*self.pdf.Root.OCProperties.OCGs] if "/OCProperties" in self.pdf.Root else []
        off = [*self.pdf.Root.OCProperties.D.OFF] if known else []
        self.pdf.Root.OCProperties = Dictionary(
            OCGs=Array([*known, group]), D=Dictionary(OFF=Array(off if on else [*off, group]))
        )
        return group

    def picture(self, grey=255):
        stream = self.pdf.make_stream(bytes([grey]))
        stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, 1, 1
        stream.ColorSpace, stream.BitsPerComponent = Name.DeviceGray, 8
        return self._name("/XObject", stream) + b" Do "

    def annotation(self, subtype, content, **more):
        look = self.pdf.make_stream(content)
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([50, 290, 250, 320])
        look.Resources = self.resources
        note = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([50, 290, 250, 320]), F=4, AP=Dictionary(N=look)
        )
        for key, value in more.items():
            note[f"/{key}"] = value
        self.page.obj.Annots = self.pdf.make_indirect(Array([self.pdf.make_indirect(note)]))

    def add(self, content):
        self.page.contents_add(self.pdf.make_stream(b"q " + content + b" Q"))
        return self

    def save(self):
        self.pdf.save(self.path)
        return self.path


def cover_in_a_form(it):
    it.add(OLD + it.form(COVER))


def cover_in_a_moved_form(it):
    inner = it.form(b"1 g 0 0 20 3 re f", bbox=(0, 0, 20, 3), Matrix=Array([5, 0, 0, 5, 0, 0]))
    it.add(OLD + b"q 2 0 0 2 50 290 cm " + it.form(inner, bbox=(0, 0, 100, 15)) + b"Q")


def figure_and_cover_in_one_form(it):
    it.add(it.form(OLD + COVER))


def figure_in_a_form_under_a_cover(it):
    it.add(it.form(OLD) + COVER)


def cover_in_a_form_used_twice(it):
    cover = it.form(b"1 g 0 0 200 30 re f")
    it.add(b"q 1 0 0 1 50 700 cm " + b"1 0 0 1 0 -690 cm " + cover + b"Q " + OLD)
    it.add(b"q 1 0 0 1 50 290 cm " + cover + b"Q")


def nearly_opaque_cover(it):
    it.add(OLD + it.state(ca=0.99) + COVER)


def cover_of_a_thick_line(it):
    it.add(OLD + b"1 G 30 w 50 304 m 250 304 l S")


def cover_of_a_letter(it):
    it.resources.Font[Name.Fd] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    it.add(OLD + b"BT /Fd 40 Tf 1 g 50 285 Td (nnnnnnn) Tj 16 0 Td (nnnnnnn) Tj ET")


def cover_of_a_shading(it):
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([1]), N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 1, 0]), Function=function,
        Extend=Array([True, True]),
    )  # fmt: skip
    it.add(OLD + b"50 290 200 30 re W n " + it._name("/Shading", shading) + b" sh")


def cover_of_a_pattern(it):
    tile = it.pdf.make_stream(b"1 g 0 0 10 10 re f")
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 10, 10]), 10, 10, Dictionary()
    it.add(OLD + b"/Pattern cs " + it._name("/Pattern", tile) + b" scn 50 290 200 30 re f")


def cover_of_a_picture_in_a_form(it):
    it.add(OLD + it.form(b"q 200 0 0 30 50 290 cm " + it.picture() + b"Q"))


def blended_away(it):
    it.add(COVER + it.state(BM=Name.Screen) + OLD)


def cover_that_only_lightens(it):
    it.add(OLD + it.state(BM=Name.Lighten) + COVER)


def see_through_form(it):
    group = Dictionary(S=Name.Transparency, Type=Name.Group)
    it.add(it.state(ca=0.01) + it.form(OLD, Group=group))


def behind_a_soft_mask(it):
    mask = it.pdf.make_stream(b"0 g 0 0 700 900 re f")
    mask.Type, mask.Subtype, mask.BBox = Name.XObject, Name.Form, Array([0, 0, 700, 900])
    mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    it.add(it.state(SMask=Dictionary(S=Name.Luminosity, G=mask)) + OLD)


def clipped_away(it):
    it.add(b"60 500 100 20 re W n " + OLD)


def beyond_its_form(it):
    it.add(it.form(OLD, bbox=(0, 500, 700, 900)))


def on_a_layer_switched_off(it):
    it.resources.Properties[Name.OC1] = it.layer(on=False)
    it.add(b"/OC /OC1 BDC " + OLD + b"EMC")


def in_a_form_on_a_layer_switched_off(it):
    it.add(it.form(OLD, OC=it.layer(on=False)))


def the_colour_of_its_box(it):
    it.add(b"0.1 0.2 0.6 rg 50 290 200 30 re f 0.1 0.2 0.59 rg " + OLD)


def the_colour_of_its_box_in_a_form(it):
    it.add(it.form(b"0.8 g 50 290 200 30 re f ") + b"0.8 g " + OLD)


def squeezed_to_nothing(it):
    it.add(b"BT /Fh 11 Tf 4 Tz 60 300 Td (Amount 99,99,99,999) Tj ET")


def only_for_clipping(it):
    it.add(b"BT 7 Tr /Fh 11 Tf 60 300 Td (Amount 99,99,99,999) Tj ET")


def under_a_typed_note(it):
    it.add(OLD)
    it.annotation("FreeText", COVER + b"0 g " + NEW)


def under_a_white_square(it):
    it.add(OLD)
    it.annotation("Square", COVER)


def under_a_redaction(it):
    it.add(OLD)
    it.annotation("Redact", b"0 g 50 290 200 30 re f ")


def under_a_stamp(it):
    it.add(OLD)
    it.annotation("Stamp", b"0.9 g 50 290 200 30 re f 0 g " + NEW)


def under_a_form_field(it):
    it.add(OLD)
    it.annotation("Widget", COVER + b"0 g " + NEW, FT=Name.Tx, T="amount", V="Amount 41,000")


HIDDEN = [
    cover_in_a_form, cover_in_a_moved_form, figure_and_cover_in_one_form, figure_in_a_form_under_a_cover,
    cover_in_a_form_used_twice, nearly_opaque_cover, cover_of_a_thick_line, cover_of_a_letter, cover_of_a_shading,
    cover_of_a_pattern, cover_of_a_picture_in_a_form, blended_away, cover_that_only_lightens, see_through_form,
    behind_a_soft_mask, clipped_away, beyond_its_form, on_a_layer_switched_off, in_a_form_on_a_layer_switched_off,
    the_colour_of_its_box, the_colour_of_its_box_in_a_form, squeezed_to_nothing, only_for_clipping, under_a_typed_note,
    under_a_white_square, under_a_redaction, under_a_stamp, under_a_form_field,
]  # fmt: skip


@pytest.mark.parametrize("forge", HIDDEN, ids=lambda it: it.__name__)
def test_a_figure_that_no_viewer_shows_is_reported_and_is_no_evidence(tmp_path, forge):
    forgery = Forgery(tmp_path / "forged.pdf")
    forge(forgery)
    opened = open_document(forgery.save())
    page = opened.pages[0]
    assert "99,99,99,999" not in page.text and "41,23,50,000.00" in page.text
    assert "99,99,99,999" in [word.text for word in page.hidden]
    assert [notice.code for notice in opened.warnings] == ["hidden_text"]


@pytest.mark.parametrize("forge", HIDDEN[:6], ids=lambda it: it.__name__)
def test_the_figure_printed_over_the_old_one_is_read_and_the_old_one_is_not(tmp_path, forge):
    forgery = Forgery(tmp_path / "forged.pdf")
    forge(forgery)
    forgery.add(NEW)
    page = open_document(forgery.save()).pages[0]
    assert "Amount 41,000" in page.text and "99,99,99,999" not in page.text
    assert [word.text for word in page.hidden] == ["Amount", "99,99,99,999"]


def white_on_a_dark_form(it):
    it.add(it.form(b"0 0.2 0.5 rg 50 290 200 30 re f") + b"1 g " + OLD)


def under_a_marker(it):
    it.add(OLD + it.state(BM=Name.Multiply) + b"1 1 0 rg 50 290 200 30 re f")


def under_a_pale_stamp(it):
    it.add(OLD + it.state(ca=0.3) + b"0.8 0 0.2 rg 50 290 200 30 re f")


def upon_a_shaded_row(it):
    it.add(b"0.85 g 50 290 200 30 re f 0 g " + OLD)


def upon_a_dark_box_whitened_again(it):
    it.add(b"0 g 50 290 200 30 re f 1 g 50 290 200 30 re f 0 g " + OLD)


def within_its_clip(it):
    it.add(b"55 290 300 30 re W n " + OLD)


def in_a_form_turned_twice(it):
    inner = it.form(b"0 1 -1 0 360 0 cm " + OLD)
    it.add(b"0 -1 1 0 0 360 cm " + inner)


def in_a_group(it):
    it.add(it.form(OLD, Group=Dictionary(S=Name.Transparency, Type=Name.Group, I=True)))


def on_a_layer_switched_on(it):
    it.layer(on=False)
    it.resources.Properties[Name.OC1] = it.layer(on=True)
    it.add(b"/OC /OC1 BDC " + OLD + b"EMC")


def in_a_form_on_a_layer_switched_on(it):
    it.add(it.form(OLD, OC=it.layer(on=True)))


def upon_a_picture(it):
    it.add(b"q 200 0 0 30 50 290 cm " + it.picture(220) + b"Q " + OLD)


def beside_a_cover(it):
    it.add(OLD + b"1 g 50 315 200 30 re f 1 g 50 250 200 46 re f")


def struck_through_and_framed(it):
    it.add(OLD + b"0 g 60 303 110 0.8 re f 50 290 200 30 re S")


def cover_clipped_away(it):
    it.add(OLD + b"q 0 0 5 5 re W n " + COVER + b"Q")


def cover_on_a_layer_switched_off(it):
    it.add(OLD + it.form(COVER, OC=it.layer(on=False)))


def under_a_marker_annotation(it):
    it.add(OLD)
    it.annotation("Highlight", it.state(BM=Name.Multiply) + b"1 1 0 rg 50 290 200 30 re f")


def under_a_note_that_is_hidden(it):
    it.add(OLD)
    it.annotation("FreeText", COVER, F=2)


SHOWN = [
    white_on_a_dark_form, under_a_marker, under_a_pale_stamp, upon_a_shaded_row, upon_a_dark_box_whitened_again,
    within_its_clip, in_a_form_turned_twice, in_a_group, on_a_layer_switched_on, in_a_form_on_a_layer_switched_on,
    upon_a_picture, beside_a_cover, struck_through_and_framed, cover_clipped_away, cover_on_a_layer_switched_off,
    under_a_marker_annotation, under_a_note_that_is_hidden,
]  # fmt: skip


@pytest.mark.parametrize("draw", SHOWN, ids=lambda it: it.__name__)
def test_a_figure_that_every_viewer_shows_is_read(tmp_path, draw):
    forgery = Forgery(tmp_path / "honest.pdf")
    draw(forgery)
    opened = open_document(forgery.save())
    assert "Amount 99,99,99,999" in opened.pages[0].text
    assert not opened.pages[0].hidden and not opened.warnings
