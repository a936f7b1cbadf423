FROM node:24-trixie-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

COPY src ./src
COPY jobs ./jobs

USER node
EXPOSE 3000 3001

# A small nursery: 20 MB less at rest, and no slower (docs/performance.md). The worker is the same with jobs/main.ts.
CMD ["node", "--max-semi-space-size=2", "src/main.ts"]
