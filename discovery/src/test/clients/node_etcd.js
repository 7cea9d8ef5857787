// What node-etcd does with a v2 keys API: node node_etcd.js HOST PORT, node-etcd on NODE_PATH. Ends with `passed N`.
'use strict';

const { promisify } = require('util');
const Etcd = require('node-etcd');

const etcd = new Etcd(`http://${process.argv[2]}:${process.argv[3]}`);
const calls = {};
for (const name of ['set', 'get', 'del', 'create', 'mkdir', 'rmdir', 'compareAndSwap', 'compareAndDelete', 'watch',
  'watchIndex', 'version', 'selfStats', 'leaderStats']) {
  calls[name] = promisify(etcd[name].bind(etcd));
}
let passed = 0;

function check(what, isSo) {
  if (!isSo) {
    console.log(`node-etcd: ${what}`);
    process.exit(1);
  }
  passed++;
}

async function fails(code, call) {
  try {
    await call();
    return false;
  } catch (e) {
    return e.errorCode === code || (e.error && e.error.errorCode === code);
  }
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function main() {
  // set, get, delete
  const set = await calls.set('/js/a', '1');
  check('set', set.action === 'set' && set.node.key === '/js/a' && set.node.value === '1');
  check('get', (await calls.get('/js/a')).node.value === '1');
  check('letters', (await calls.set('/js/u', '用 &<>+%')).node.value === '用 &<>+%');
  check('delete', (await calls.del('/js/a')).prevNode.value === '1');
  check('not found', await fails(100, () => calls.get('/js/a')));

  // directories
  check('mkdir', (await calls.mkdir('/js/dir')).node.dir === true);
  check('mkdir twice', await fails(102, () => calls.mkdir('/js/dir')));
  await calls.set('/js/dir/b', '2');
  await calls.set('/js/dir/a', '1');
  const listing = await calls.get('/js/dir', { recursive: true, sorted: true });
  check('sorted', listing.node.nodes.map((node) => node.key).join() === '/js/dir/a,/js/dir/b');
  check('not empty', await fails(108, () => calls.rmdir('/js/dir')));
  check('recursive', (await calls.rmdir('/js/dir', { recursive: true })).action === 'delete');

  // conditions
  await calls.set('/js/c', 'one');
  check('compare and swap', (await calls.compareAndSwap('/js/c', 'two', 'one')).action === 'compareAndSwap');
  check('compare failed', await fails(101, () => calls.compareAndSwap('/js/c', 'x', 'one')));
  check('exists', await fails(105, () => calls.set('/js/c', 'x', { prevExist: false })));
  check('update', (await calls.set('/js/c', 'three', { prevExist: true })).action === 'update');
  check('compare and delete', (await calls.compareAndDelete('/js/c', 'three')).action === 'compareAndDelete');

  // in order
  const first = await calls.create('/js/queue', 'a');
  const second = await calls.create('/js/queue', 'b');
  check('in order', first.node.key < second.node.key);

  // time to live
  check('ttl', (await calls.set('/js/t', '1', { ttl: 1 })).node.ttl === 1);
  check('expiry', (await calls.watch('/js/t')).action === 'expire');

  // waiting
  const waiting = calls.watch('/js/w', { recursive: true });
  await pause(300);
  await calls.set('/js/w/x', '1');
  const seen = await waiting;
  check('watch', seen.node.key === '/js/w/x' && seen.action === 'set');
  check('watch index', (await calls.watchIndex('/js/w/x', seen.node.modifiedIndex)).node.value === '1');

  const watcher = etcd.watcher('/js/stream', null, { recursive: true });
  const values = [];
  const all = new Promise((resolve, reject) => {
    watcher.on('change', (event) => {
      values.push(event.action + event.node.key);
      if (values.length === 3) resolve();
    });
    watcher.on('error', reject);
  });
  await pause(300);
  await calls.set('/js/stream/a', '1');
  await calls.set('/js/stream/b', '2');
  await calls.del('/js/stream/a');
  await all;
  watcher.stop();
  check('watcher', values.join() === 'set/js/stream/a,set/js/stream/b,delete/js/stream/a');

  // the server
  check('version', (await calls.version()).etcdserver.length > 0);
  check('synchronous', etcd.setSync('/js/sync', 'x').body.node.value === 'x');

  console.log(`passed ${passed}`);
  process.exit(0);
}

main().catch((e) => {
  console.log('node-etcd:', e);
  process.exit(1);
});
