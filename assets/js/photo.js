// Photos of the field page: made small enough to travel, with a picture for the list.

const SIDE = 2048;
const LIST = 240;

const drawn = async (picture, side, kind, quality) => {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, kind, quality));
};
const as_text = (blob) => new Promise((done, fail) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = () => fail(reader.error);
  reader.readAsDataURL(blob);
});

// The photo as it is kept and sent, and as the list shows it. What this browser cannot read goes as it is: the server says
// what it takes.
export const prepare = async (file) => {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const [small, listed] = [await drawn(picture, SIDE, "image/jpeg", 0.85), await drawn(picture, LIST, "image/jpeg", 0.7)];
    picture.close();
    if (!small || !listed) throw new Error("not drawn");
    const name = `${file.name.replace(/\.[^.]*$/, "") || "photo"}.jpg`;
    return { photo: small, name, seen: await as_text(listed) };
  } catch { return { photo: file, name: file.name, seen: "" }; }
};
