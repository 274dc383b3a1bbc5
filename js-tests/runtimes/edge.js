// The suite as an edge function's program: it is sent the vectors, and answers with the verdict.

import { verdict } from './verdict.js';

addEventListener('fetch', (event) => {
  const answer = async () => {
    const { name, vectors } = await event.request.json();
    return Response.json(await verdict(name, vectors));
  };
  event.respondWith(answer());
});
