//! The server as programs and browsers meet it: real connections on loopback, real records.

mod openapi;
mod reading;
mod refusals;
mod served;
mod views;
mod writing;
