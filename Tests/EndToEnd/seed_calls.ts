// Calls as they were written for FluidKit, in the shape of its guide: they compile unchanged.
import { download_file, stream_analytics_data, stream_notifications } from "./api";

let connection: ReturnType<typeof stream_notifications> | null = null;
let notifications: { message: string }[] = [];
let records: { name: string; value: number }[] = [];
let isConnected = false;
let error = "";

export function startNotifications(userId: number): void {
  connection = stream_notifications(userId, {
    onMessage: (event) => {
      const notification = JSON.parse(event.data);
      notifications = [notification, ...notifications];
    },
    onOpen: () => {
      isConnected = true;
    },
    onError: (error) => {
      console.error("Connection error:", error);
      isConnected = false;
    },
  });
}

export function stopNotifications(): void {
  if (connection) {
    connection.close();
    connection = null;
    isConnected = false;
  }
}

export async function download(fileId: string, filename: string): Promise<void> {
  try {
    const blob = await download_file(fileId);
    const url = URL.createObjectURL(blob);
    const a = document.createElement("a");
    a.href = url;
    a.download = filename;
    a.click();
    URL.revokeObjectURL(url);
  } catch (err) {
    error = "Download failed";
  }
}

export function startStreaming(): void {
  records = [];
  stream_analytics_data({
    onChunk: (record) => {
      records = [...records, record];
    },
    onError: (err) => {
      error = "Streaming failed";
    },
    onComplete: () => {
      console.log(isConnected, notifications.length, records.length, error);
    },
  });
}
