// docxtemplater as its manual shows it.
const { readFileSync, writeFileSync } = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const { folder, output, next, timed } = require("./timing.js");

timed(async () => {
    const content = readFileSync(`${folder}/docxtemplater.docx`, "binary");
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
    document.render(next());
    writeFileSync(output, document.toBuffer());
});
