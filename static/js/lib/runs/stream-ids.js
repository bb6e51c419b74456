// Ids of a stream's messages, like "1700000000000-3": milliseconds of the server's clock, and a number.

export const START = "0-0";

export function isLater(id, than) {
  const [moment, number] = parts(id);
  const [otherMoment, otherNumber] = parts(than);
  return moment > otherMoment || (moment === otherMoment && number > otherNumber);
}

export function momentOf(id) {
  return parts(id)[0];
}

function parts(id) {
  const [moment, number] = id.split("-");
  return [Number(moment), Number(number ?? 0)];
}
