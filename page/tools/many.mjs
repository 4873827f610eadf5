// A synthetic record of many incidents, to measure the page on: rows as two well-known data sets have them, imported by the program itself.
// The same bytes each time; no day, place or act of it happened.
import { execFileSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Numbers that look drawn by lot, the same each time (Knuth's multiplier). */
function lot(seed) {
  let state = BigInt(seed);
  return (n) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(n));
  };
}

/** Countries with a box well inside each: south, west, north, east. */
const COUNTRIES = [
  ["Sudan", 11, 24, 19, 33], ["Yemen", 14, 44, 16, 48], ["Mali", 14, -6, 19, 0], ["Nigeria", 7, 4, 12, 12], ["Somalia", 3, 43, 6, 46], ["Syria", 33.5, 37, 36, 40],
  ["Myanmar", 18, 95, 24, 97], ["Colombia", 2, -75, 7, -72], ["Ethiopia", 6, 36, 12, 41], ["Iraq", 31, 42, 35, 45], ["Afghanistan", 32, 63, 36, 68], ["Ukraine", 47.5, 26, 50, 36],
];
const ACTS = [
  ["Armed clash", "fought", "near"], ["Shelling/artillery/missile attack", "shelled positions of", "in"], ["Air/drone strike", "struck positions of", "near"], ["Attack", "attacked members of", "in"],
  ["Remote explosive/landmine/IED", "blew up a vehicle of", "near"], ["Abduction/forced disappearance", "abducted members of", "in"], ["Looting/property destruction", "looted property of", "in"], ["Arrests", "arrested members of", "in"],
];
const SYLLABLES = ["ba", "do", "fe", "gu", "ki", "lo", "ma", "ne", "pa", "ri", "so", "tu", "va", "ze"];

function town(n) {
  let name = "";
  for (let left = n + 20; left > 0; left = Math.floor(left / SYLLABLES.length)) name += SYLLABLES[left % SYLLABLES.length];
  return `${name[0].toUpperCase()}${name.slice(1)}grad`;
}

const quoted = (cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));

/** Makes the record in a folder; its path. Every tenth incident is told by both data sets, every twentieth with other numbers. */
export function many(bin, folder, rows) {
  const draw = lot(11);
  const acled = openSync(join(folder, "acled.csv"), "w");
  const ged = openSync(join(folder, "ged.csv"), "w");
  writeSync(acled, "event_id_cnty,event_date,year,time_precision,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n");
  writeSync(ged, "id,relid,year,type_of_violence,side_a,side_b,source_office,where_coordinates,where_prec,country,latitude,longitude,date_start,date_end,date_prec,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n");
  const first = Date.UTC(2019, 0, 1);
  let held = ["", ""];
  for (let i = 0; i < rows; i += 1) {
    const [country, south, west, north, east] = COUNTRIES[draw(COUNTRIES.length)];
    const place = draw(300);
    // A town stands where its number puts it.
    const lat = (south + ((place * 37) % 300) / 300 * (north - south)).toFixed(3);
    const lon = (west + ((place * 91) % 300) / 300 * (east - west)).toFixed(3);
    const day = new Date(first + draw(2100) * 86_400_000).toISOString().slice(0, 10);
    const [sub, verb, where] = ACTS[draw(ACTS.length)];
    const [one, other] = [`Military Forces of ${country}`, `${country} ${["Northern", "Southern", "Eastern", "Western"][draw(4)]} Front`];
    const [a, b] = draw(2) ? [one, other] : [other, one];
    const killed = draw(3) ? draw(9) : 0;
    const at = town(place);
    held[0] += [`S${i}`, day, day.slice(0, 4), 1, sub, a, b, country, "", at, lat, lon, 1, `Outlet ${draw(150)}`, `On ${day}, ${a} ${verb} ${b} ${where} ${at}.${killed ? ` ${killed} ${killed === 1 ? "person was" : "people were"} killed.` : ""}`, killed, first / 1000 + 200_000_000].map(quoted).join(",") + "\n";
    if (i % 10 === 0 && sub !== "Arrests") {
      const other = i % 20 ? Math.max(1, killed) : killed + 5 + draw(9);
      held[1] += [`${i}`, `S-${i}`, day.slice(0, 4), 1, a, b, `Outlet ${draw(150)}`, at, 1, country, lat, lon, `${day} 00:00:00.000`, `${day} 00:00:00.000`, 1, 0, 0, 0, other, other, other, other].map(quoted).join(",") + "\n";
    }
    if (i % 2000 === 1999 || i === rows - 1) {
      writeSync(acled, held[0]);
      writeSync(ged, held[1]);
      held = ["", ""];
    }
  }
  closeSync(acled);
  closeSync(ged);
  const db = join(folder, "many.db");
  for (const from of ["acled", "ged"]) execFileSync(bin, ["import", "--from", from, `${from}.csv`, "--db", db], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return db;
}
