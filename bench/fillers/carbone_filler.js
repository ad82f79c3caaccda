// carbone as its manual shows it.
const { writeFileSync } = require("fs");
const { promisify } = require("util");
const carbone = require("carbone");
const { folder, output, next, timed } = require("./timing.js");

const render = promisify(carbone.render);
timed(async () => writeFileSync(output, await render(`${folder}/carbone.docx`, next()))).then(() => process.exit());
