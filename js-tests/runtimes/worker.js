// The suite as a Worker: it is sent the vectors, and answers with the verdict.

import { verdict } from './verdict.js';

export default {
  async fetch(request) {
    const { name, vectors } = await request.json();
    const hasNode = typeof Buffer !== 'undefined';
    return Response.json({ hasNode, ...(await verdict(name, vectors)) });
  },
};
