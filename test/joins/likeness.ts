/** Peak signal-to-noise ratio of two pictures in decibels; infinite where they are the same. */
export function psnr(picture: Uint8Array, reference: Uint8Array): number {
  let sum = 0;
  picture.forEach((value, index) => {
    sum += (value - (reference[index] ?? 0)) ** 2;
  });
  return sum === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10((255 ** 2 * picture.length) / sum);
}

const WINDOW = 8;
/** As in the paper that defines the measure, for eight bits. */
const [C1, C2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/** Structural similarity of two pictures of a width: 1 where they are the same. */
export function ssim(picture: Uint8Array, reference: Uint8Array, width: number): number {
  const height = picture.length / width;
  let [sum, count] = [0, 0];
  for (let top = 0; top + WINDOW <= height; top += WINDOW / 2) {
    for (let left = 0; left + WINDOW <= width; left += WINDOW / 2) {
      sum += windowSsim(picture, reference, top * width + left, width);
      count += 1;
    }
  }
  return sum / count;
}

function windowSsim(one: Uint8Array, two: Uint8Array, from: number, width: number): number {
  let [sumOne, sumTwo, squareOne, squareTwo, product] = [0, 0, 0, 0, 0];
  for (let row = 0; row < WINDOW; row += 1) {
    for (let column = 0; column < WINDOW; column += 1) {
      const a = one[from + row * width + column] ?? 0;
      const b = two[from + row * width + column] ?? 0;
      sumOne += a;
      sumTwo += b;
      squareOne += a * a;
      squareTwo += b * b;
      product += a * b;
    }
  }
  const count = WINDOW * WINDOW;
  const [meanOne, meanTwo] = [sumOne / count, sumTwo / count];
  const varianceOne = squareOne / count - meanOne ** 2;
  const varianceTwo = squareTwo / count - meanTwo ** 2;
  const covariance = product / count - meanOne * meanTwo;
  return (
    ((2 * meanOne * meanTwo + C1) * (2 * covariance + C2)) /
    ((meanOne ** 2 + meanTwo ** 2 + C1) * (varianceOne + varianceTwo + C2))
  );
}
