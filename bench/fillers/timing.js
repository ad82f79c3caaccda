// How the JavaScript peers are timed in one process.
const { readFileSync } = require("fs");
const [folder, output, seconds] = process.argv.slice(2);

const letters = JSON.parse(readFileSync(`${folder}/letters.json`, "utf-8"));
let filled = 0;
const next = () => letters[filled++ % letters.length];

// Fill once; then for so many seconds, and print the milliseconds that each took.
async function timed(fill) {
    await fill();
    const times = [];
    const end = performance.now() + 1000 * Number(seconds);
    for (let started; (started = performance.now()) < end; ) {
        await fill();
        times.push(performance.now() - started);
    }
    if (Number(seconds)) console.log(JSON.stringify(times));
}

module.exports = { folder, output, next, timed };
