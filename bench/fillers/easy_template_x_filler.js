// easy-template-x as its manual shows it.
const { readFileSync, writeFileSync } = require("fs");
const { TemplateHandler } = require("easy-template-x");
const { folder, output, next, timed } = require("./timing.js");

const handler = new TemplateHandler();
timed(async () => writeFileSync(output, await handler.process(readFileSync(`${folder}/easy-template-x.docx`), next())));
