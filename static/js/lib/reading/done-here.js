// What this browser remembers of a course before its reader enrols: parts that were done, by section, and how.

export function remembered(course) {
  try {
    return JSON.parse(localStorage.getItem(key(course))) ?? {};
  } catch {
    return {};
  }
}

export function remember(course, section, part, how) {
  const all = remembered(course);
  all[section] = { ...all[section], [part]: how };
  try {
    localStorage.setItem(key(course), JSON.stringify(all));
  } catch {
    // Storage is closed to us: it counts for this page.
  }
}

export function forget(course) {
  try {
    localStorage.removeItem(key(course));
  } catch {
    // Storage is closed to us.
  }
}

// As the server takes it: [[section, part, how], …].
export function asList(all) {
  return Object.entries(all).flatMap(([section, parts]) =>
    Object.entries(parts).map(([part, how]) => [section, part, how]),
  );
}

function key(course) {
  return `progress:${course}`;
}
