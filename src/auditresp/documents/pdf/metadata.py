"""What a PDF says of itself: title, language, the standards it keeps, and nothing of the hour and the machine it was made on."""

import re
import struct

from pikepdf import Dictionary, Name, Pdf, String

from auditresp.documents.word.characters import letters

XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{properties}
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
"""The metadata that both standards ask for. PDF/A wants the names of PDF/UA explained, which LibreOffice 7.4 leaves out."""

PROPERTIES = {
    "/Title": '   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>',
    "/Author": "   <dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "/Subject": '   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>',
    "/Keywords": "   <pdf:Keywords>{}</pdf:Keywords>",
    "/Creator": "   <xmp:CreatorTool>{}</xmp:CreatorTool>",
    "/Producer": "   <pdf:Producer>{}</pdf:Producer>",
}
"""How XMP writes what a PDF's information dictionary says. No dates: they would be the clock's."""

SRGB_DAY = struct.pack(">6H", 1999, 10, 18, 0, 0, 0)
"""When sRGB (IEC 61966-2-1) was published, as a colour profile writes a time."""


def describe(document: Pdf, name: str) -> None:
    """Say what the document is, twice, as PDF has it: for readers and for archives. `name` is its title where it has none."""
    said = {key: str(document.docinfo[key]) for key in PROPERTIES if key in document.docinfo}
    said["/Title"] = said.get("/Title") or name
    said["/Producer"] = re.sub(r"(LibreOffice [\d.]+).*", r"\1", said["/Producer"])  # without the processor it runs on
    properties = "\n".join(PROPERTIES[key].format(letters(said[key])) for key in PROPERTIES if key in said)

    document.trailer.Info = document.make_indirect(Dictionary({key: String(value) for key, value in said.items()}))
    document.Root.Metadata = document.make_stream(XMP.format(properties=properties).encode(), Type=Name.Metadata, Subtype=Name.XML)
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def forget_the_hour(document: Pdf) -> None:
    """Leave out what LibreOffice made of the hour: the names it gives the file, and the date in the colour profile it writes."""
    for name in {"/ID", "/DocChecksum"} & document.trailer.keys():
        del document.trailer[name]
    for intent in document.Root.OutputIntents.as_list():
        profile = intent.DestOutputProfile.read_bytes()
        intent.DestOutputProfile.write(profile[:24] + SRGB_DAY + profile[36:])
