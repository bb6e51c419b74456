// Saves a drawing as PNG: the browser draws the server's SVG, which stands alone, twice as large as it says.

const SCALE = 2;

export async function savePng(address, name) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  download(await drawnPng(await answer.text()), `${name}.png`);
}

// The security policy lets images come from data: addresses, and not from blob: ones.
async function drawnPng(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the canvas is too large"))), "image/png");
  });
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
