FROM node:24-trixie-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

COPY src ./src
COPY jobs ./jobs

USER node
EXPOSE 3000 3001

# The worker is the same image with `node jobs/main.ts`.
CMD ["node", "src/main.ts"]
