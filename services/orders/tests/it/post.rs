//! A mail server for tests: it takes mails as a real one does, and can turn everybody away.
use std::sync::{Arc, Mutex, PoisonError};

use mail_parser::MessageParser;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

#[derive(Default)]
struct Inner {
    mails: Vec<String>,
    closed: bool,
    refused: usize,
}

fn read(raw: &str) -> String {
    let mail = MessageParser::default().parse(raw).expect("a mail");
    let to = mail.to().and_then(|all| all.first()).and_then(|one| one.address()).unwrap_or_default();
    let head = raw.split("\r\n\r\n").next().unwrap_or_default();
    let (text, page) = (mail.body_text(0).unwrap_or_default(), mail.body_html(0).unwrap_or_default());
    format!("To <{to}>\n{}\n{head}\n{text}\n{page}", mail.subject().unwrap_or_default())
}

#[derive(Clone, Default)]
pub struct Post(Arc<Mutex<Inner>>);

impl Post {
    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What arrived, as its receiver sees it: address, subject, head, text, page.
    pub fn mails(&self) -> Vec<String> {
        self.inner().mails.iter().map(|raw| read(raw)).collect()
    }

    /// Turns everybody away from now on, or no more.
    pub fn close(&self, closed: bool) {
        self.inner().closed = closed;
    }

    /// How many were turned away.
    pub fn refused(&self) -> usize {
        self.inner().refused
    }

    /// Listens; answers its URL.
    pub async fn serve(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let post = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let post = post.clone();
                tokio::spawn(async move {
                    // A client that hangs up is none of the test's business.
                    let _ = post.talk(stream).await;
                });
            }
        });
        url
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        if self.inner().closed {
            self.inner().refused += 1;
            return write.write_all(b"421 closed\r\n").await;
        }
        write.write_all(b"220 post\r\n").await?;
        let mut mail = String::new();
        while let Some(line) = lines.next_line().await? {
            let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match word.as_str() {
                "EHLO" | "HELO" => "250 8BITMIME\r\n",
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    while let Some(line) = lines.next_line().await?.filter(|l| l != ".") {
                        mail.push_str(&format!("{line}\r\n"));
                    }
                    self.inner().mails.push(std::mem::take(&mut mail));
                    "250 taken\r\n"
                }
                "QUIT" => return write.write_all(b"221 bye\r\n").await,
                _ => "250 fine\r\n",
            };
            write.write_all(answer.as_bytes()).await?;
        }
        Ok(())
    }
}
