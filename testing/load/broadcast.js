// The floor: the npm package ws, which tells everybody what somebody said. No users, no log, no disk.
const http = require('node:http');
const { WebSocketServer } = require('ws');

const server = http.createServer((request, response) => {
    if (request.url === '/gc') {
        global.gc();
    }
    response.end();
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
let seq = 0;

sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
        const frame = JSON.parse(data);
        if (frame.type === 'ping') {
            socket.send('{"type":"pong"}');
            return;
        }
        seq += 1;
        const timestamp = new Date().toISOString();
        const message = Buffer.from(JSON.stringify({
            type: 'new_message', conversation_id: frame.conversation_id, server_msg_id: `msg_${seq}`, seq,
            sender_id: 'somebody', content: frame.content, content_type: frame.content_type, timestamp,
        }));
        for (const other of sockets.clients) {
            if (other !== socket) {
                other.send(message, { binary: false });
            }
        }
        socket.send(JSON.stringify({
            type: 'message_ack', client_msg_id: frame.client_msg_id, server_msg_id: `msg_${seq}`,
            conversation_id: frame.conversation_id, seq, status: 'sent', timestamp,
        }));
    });
});
server.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
