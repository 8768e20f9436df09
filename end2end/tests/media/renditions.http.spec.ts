// What renditions are: the formats and widths that were promised, upright, and nothing but the picture.
import { expect, test } from "../../fixtures";
import { photograph, type Motif } from "../../fixtures/photographs";
import { readPicture } from "../../fixtures/pictures";

const EXPECTED: [Motif, size: [number, number], widths: number[], jpeg: number][] = [
  ["camera", [6000, 4000], [320, 640, 1280, 2048], 1280],
  ["phone", [4208, 3120], [320, 640, 1280, 2048], 1280],
  ["compact", [640, 480], [320, 640], 640],
  ["tiny", [180, 142], [180], 180],
];

for (const [motif, [width, height], widths, jpeg] of EXPECTED) {
  test(`the photograph "${motif}" gets its renditions, without metadata`, async ({ person, stranger }) => {
    const photo = await person.photos.ready({ file: photograph(motif), visibility: "public" });
    expect([photo.width, photo.height]).toEqual([width, height]);
    const made = photo.renditions.map((file) => `${file.type} ${file.width}`);
    expect(made).toEqual([...widths.map((w) => `image/webp ${w}`), `image/jpeg ${jpeg}`]);
    for (const file of photo.renditions) {
      const answer = await stranger.get(file.url);
      expect([answer.status, answer.header("content-type")]).toEqual([200, file.type]);
      const picture = readPicture(answer.body);
      expect(picture).toMatchObject({ type: file.type, width: file.width, height: file.height });
      expect(Math.abs(file.height - (file.width * height) / width), "its proportions").toBeLessThanOrEqual(1);
      expect(picture.extras, "nothing but the picture").toEqual([]);
      expect(answer.body.toString("latin1")).not.toMatch(/Exif|SONY|ILCE|XIAOMI|Canon|Apple|http:\/\/ns\.adobe/);
    }
  });
}
