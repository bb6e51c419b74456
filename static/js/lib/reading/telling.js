// Tells the server what this browser remembers of a course, and forgets here what it has taken. So nothing is lost on
// the way, and what was read before enrolling, as a visitor too, goes along wherever one enrols.
import { csrfToken } from "../posting.js";
import { asList, forget, remembered } from "./done-here.js";

const MOST_AT_ONCE = 200; // some 20 kB: a request that outlives its page may have 64
const VISITOR = "";

export function ownersBesides(owner) {
  return [...new Set([owner, VISITOR])];
}

// Says how many parts were new to the server. What is not taken, without a connection or a session, stays remembered
// and goes with the next ones. `at` is where one reads: [section, part].
export async function tellAll({ course, owner, address }, at = null) {
  let news = 0;
  for (const each of ownersBesides(owner)) {
    const all = asList(remembered(course, each));
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
      const some = all.slice(from, from + MOST_AT_ONCE);
      const taken = await told(address, some, at);
      if (!taken) return news;
      forget(course, each, some);
      news += taken.new;
    }
  }
  return news;
}

async function told(address, done, at) {
  try {
    const response = await fetch(address, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify({ done, at }),
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
