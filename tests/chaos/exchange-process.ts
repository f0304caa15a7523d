// The simulated exchange, apart from the app: it goes on working while the app is dead, as a broker does.
import { startGateway } from '../../src/gateway/gateway.ts';

const [homeDir = '', port = '0', pushPort = '0'] = process.argv.slice(2);
process.on('disconnect', () => process.exit(0));
const gateway = await startGateway({
  homeDir,
  port: Number(port),
  pushPort: Number(pushPort),
  clock: 'always_open',
  faults: true,
  // What is examined is what happens to orders, not how often one may ask.
  rateLimits: false,
});
process.send?.({
  url: gateway.url,
  pushPort: Number(gateway.pushAddress.split(',')[2]),
  propertiesPath: gateway.propertiesPath,
  controlUrl: gateway.control?.url,
  controlToken: gateway.control?.token,
});
