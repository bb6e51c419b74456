// Whether single letters are shortcuts: kept in this browser, and in the account of whoever is signed in.
// The account's word counts. Where it has none yet, it is told this browser's.
import { post } from "./posting.js";

const KEY = "letter-shortcuts";

export function lettersAreOn() {
  return kept() !== "off";
}

// list: the dialog of shortcuts; data-letters is the account's word, data-letters-address where it is told one.
export function followLetters(list) {
  const box = list.querySelector("[data-switches=letters]");
  const { letters, lettersAddress } = list.dataset;
  if (letters) keep(letters);
  else if (lettersAddress && kept()) tell(lettersAddress, kept());
  if (!box) return;
  box.checked = lettersAreOn();
  box.addEventListener("change", async () => {
    const wanted = box.checked ? "on" : "off";
    const isKept = keep(wanted);
    const isTold = lettersAddress ? await tell(lettersAddress, wanted) : false;
    if (!isKept && !isTold) box.checked = true;
  });
}

async function tell(address, letters) {
  const response = await post(address, { letters }, { keepalive: true }).catch(() => null);
  return Boolean(response?.ok);
}

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(letters) {
  try {
    localStorage.setItem(KEY, letters);
    return true;
  } catch {
    return false;
  }
}
