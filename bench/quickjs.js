// What scripts do: objects, closures, strings, regular expressions, sorting, maps, typed arrays.
"use strict";

class Tree {
    constructor(key) { this.key = key; this.left = null; this.right = null; }
    insert(key) {
        const side = key < this.key ? "left" : "right";
        if (this[side]) this[side].insert(key);
        else this[side] = new Tree(key);
    }
    sum() {
        return this.key + (this.left ? this.left.sum() : 0) + (this.right ? this.right.sum() : 0);
    }
}

let seed = 42;
const random = (limit) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % limit;
};

function trees() {
    const root = new Tree(50000);
    for (let i = 0; i < 8000; i++) root.insert(random(100000));
    return root.sum();
}

function words() {
    const names = ["amber", "birch", "cedar", "dune", "elm", "fjord"];
    const counts = new Map();
    let text = "";
    for (let i = 0; i < 12000; i++) text += names[random(names.length)] + (i % 7 ? " " : ", ");
    for (const word of text.split(/[ ,]+/)) counts.set(word, (counts.get(word) || 0) + 1);
    const shouted = text.replace(/\b(\w)(\w*)/g, (_, head, tail) => head.toUpperCase() + tail);
    return [...counts].sort().map(([word, count]) => `${word}=${count}`).join() + shouted.length;
}

function sieve() {
    const marks = new Uint8Array(200000);
    let count = 0;
    for (let i = 2; i < marks.length; i++) {
        if (marks[i]) continue;
        count++;
        for (let j = i * 2; j < marks.length; j += i) marks[j] = 1;
    }
    return count;
}

function pipeline() {
    const rows = Array.from({ length: 20000 }, (_, i) => ({ id: i, value: random(1000) / 8 }));
    const text = JSON.stringify(rows.filter((row) => row.id % 3).map((row) => row.value));
    const sorted = JSON.parse(text).sort((a, b) => a - b);
    return sorted.reduce((sum, value, i) => sum + value * (i % 5), 0);
}

for (let round = 0; round < 4; round++) print(trees(), words(), sieve(), pipeline());
