/** The same answer; `sent` is called once, when its last byte was taken or its reader has gone. */
export function whenSent(response: Response, sent: () => void): Response {
  const source = response.body?.getReader();
  if (source === undefined) {
    sent();
    return response;
  }
  let isOver = false;
  const over = () => {
    if (!isOver) sent();
    isOver = true;
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await source.read();
        if (!done) return controller.enqueue(value);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      over();
    },
    cancel(reason) {
      over();
      return source.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
