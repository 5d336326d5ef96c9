module.exports = {
  async up(db, client) {
    await db.collection('orders').updateMany({}, { $set: { paid: false } });
  },

  async down(db, client) {
    await db.collection('orders').updateMany({}, { $unset: { paid: '' } });
  },
};
