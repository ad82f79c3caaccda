"""What other programs write otherwise than Word's file format asks for, put right: the order in which things are said, above all.

Word itself reads such files; its schema, and so the Open XML SDK, does not know them (ISO/IEC 29500-1, annex A).
"""

from lxml import etree

from auditresp.documents.word.ooxml import w
from auditresp.documents.word.properties import PARAGRAPH, RUN

TABLE = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
)
CELL = (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel "
    "cellMerge tcPrChange"
)
SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign "
    "noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose "
    "personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
SETTINGS = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape "
    "printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts "
    "saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves "
    "doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle "
    "evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore "
    "savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
    "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields "
    "hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
    "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary "
    "shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
)
CHILDREN = {
    "rPr": f"ins del moveFrom moveTo {RUN}",
    "pPr": PARAGRAPH,
    "tblPr": TABLE,
    "tcPr": CELL,
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end",
    "sectPr": SECTION,
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "style": STYLE,
    "settings": SETTINGS,
}
"""For each element the names of those in it, in order. What has other names, as a later Word's, comes last."""
PLACES = {w(element): {name: place for place, name in enumerate(names.split())} for element, names in CHILDREN.items()}
"""The same, for finding a place."""
SAME_PLACE = {"footerReference": "headerReference", "del": "ins", "moveFrom": "ins", "moveTo": "ins"}
"""These may stand before or after each other."""
ONCE = {w("rPr"), w("pPr")}
"""In these, LibreOffice says some things twice."""
SHAPES = "{urn:schemas-microsoft-com:vml}*"


def put_right(root: etree._Element) -> bool:
    """Put what a part holds in Word's order; say whether anything was otherwise."""
    is_changed = False
    for element in root.iter(*PLACES):
        places = PLACES[str(element.tag)]
        names = [str(child.tag).rpartition("}")[2] for child in element]
        order = [places.get(SAME_PLACE.get(name, name), len(places)) for name in names]
        if order != sorted(order):
            element[:] = [child for _place, child in sorted(zip(order, element, strict=True), key=lambda each: each[0])]
            is_changed = True
        if element.tag in ONCE and len(names) > len(set(names)):
            is_changed |= say_once(element)
    for shape in root.iter(SHAPES):  # LibreOffice names a shape twice, once in a way that nobody knows
        is_changed |= bool(shape.attrib.pop("ID", ""))
    return is_changed


def say_once(element: etree._Element) -> bool:
    """Take away what says the same a second time; say whether there was any."""
    again = [child for child in element if any(each.tag == child.tag for each in child.itersiblings(preceding=True))]
    for child in again:
        element.remove(child)
    return bool(again)


def as_word_has_it(part: bytes, root: etree._Element) -> bytes:
    """A part, of which `root` is the tree, as Word's file format asks for; untouched where it is so."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if put_right(root) else part
