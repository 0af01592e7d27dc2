// Finds a number whose SHA-256 digest behind the ticket begins with so many zero bits. "" where there is no crypto.
const BATCH = 512;

async function search(ticket, bits) {
  const encoder = new TextEncoder();
  for (let start = 0; ; start += BATCH) {
    const digests = await Promise.all(
      Array.from({ length: BATCH }, (_, at) => crypto.subtle.digest("SHA-256", encoder.encode(`${ticket}:${start + at}`))),
    );
    const found = digests.findIndex((digest) => new DataView(digest).getUint32(0) >>> (32 - bits) === 0);
    if (found >= 0) return String(start + found);
  }
}

onmessage = async ({ data }) => postMessage(self.crypto?.subtle ? await search(data.ticket, data.bits) : "");
